package dev.wasmc.tests.wit.generated;

import dev.wasmc.tests.wit.WitRoundTrips;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Packages that nobody wrote: text, its layout, JSON, folders and the binary form. */
final class GeneratedPackagesTest {
  /** {@code -Dwasmc.generated}: as many as the project promises. */
  static final class OnRequest implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return System.getProperty("wasmc.generated") == null
          ? SkipResult.skip("only with -Dwasmc.generated")
          : SkipResult.doNotSkip();
    }
  }

  @Provide
  Arbitrary<String> packages() {
    return Seed.any().map(PackageWriter::write);
  }

  @Property(tries = 500)
  void some(@ForAll("packages") String text) {
    WitRoundTrips.valid(text);
  }

  @Property(tries = 10_000)
  @AddLifecycleHook(OnRequest.class)
  void many(@ForAll("packages") String text) {
    WitRoundTrips.valid(text);
  }
}

package dev.wasmc.tests.wit.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.tests.e2e.Tool;
import dev.wasmc.tests.wit.WasmTools;
import dev.wasmc.tests.wit.WitRoundTrips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Packages that nobody wrote: text, its layout, JSON, folders and the binary form. */
final class GeneratedPackagesTest {
  /** What the standard allows and the reference tool does not. */
  private static final List<String> REFUSED_THERE =
      List.of(
          "map value type cannot contain a handle",
          // One interface as an export with a name, and as what another export needs.
          "transitively depends on an interface in incompatible ways");

  /** {@code -Dwasmc.generated}: as many as the project promises. */
  static final class OnRequest implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return System.getProperty("wasmc.generated") == null
          ? SkipResult.skip("only with -Dwasmc.generated")
          : SkipResult.doNotSkip();
    }
  }

  /** Where the reference tool is. */
  static final class WithWasmTools implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return Tool.WASM_TOOLS.isPresent()
          ? SkipResult.doNotSkip()
          : SkipResult.skip("wasm-tools is absent");
    }
  }

  @Provide
  Arbitrary<String> packages() {
    return Seed.any().map(seed -> PackageWriter.write(seed, true));
  }

  /**
   * Without nested names, which the reference tool does not take. Of block comments it keeps other
   * white space beside further comments.
   */
  @Provide
  Arbitrary<String> uncommented() {
    return Seed.any().map(seed -> PackageWriter.write(seed.withoutComments(), false));
  }

  @Property(tries = 500)
  void some(@ForAll("packages") String text) {
    WitRoundTrips.valid(text);
  }

  /** The reference tool takes them as well, and means the same. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  @AddLifecycleHook(WithWasmTools.class)
  void inWasmTools(@ForAll("uncommented") String text) throws IOException {
    // The tool keeps other white space of comments of several lines.
    String plain = text.replace(ScopeWriter.STARS, "/// No stars.\n");
    Path folder = Files.createTempDirectory("generated");
    Path wit = Files.writeString(folder.resolve("p.wit"), plain);
    Path wasm = folder.resolve("p.wasm");
    try {
      Optional<String> refusal =
          WasmTools.refusal(
              "component",
              "wit",
              "--all-features",
              wit.toString(),
              "--wasm",
              "-o",
              wasm.toString());
      if (refusal.isEmpty()) {
        WitRoundTrips.sameMain(plain, Files.readAllBytes(wasm));
      } else {
        assertTrue(
            REFUSED_THERE.stream().anyMatch(refusal.get()::contains), refusal.get() + "\n" + plain);
      }
    } finally {
      Files.deleteIfExists(wasm);
      Files.delete(wit);
      Files.delete(folder);
    }
  }

  @Property(tries = 10_000)
  @AddLifecycleHook(OnRequest.class)
  void many(@ForAll("packages") String text) {
    WitRoundTrips.valid(text);
  }
}

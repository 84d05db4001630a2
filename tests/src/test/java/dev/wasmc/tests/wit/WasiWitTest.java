package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.bindings.WasiWit;
import dev.wasmc.tests.Shared;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.ResolveChecker;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WIT of WASI 0.2 among the resources is what is published, less the prose. */
final class WasiWitTest {
  private static final String RESOURCES =
      "component-model/src/main/resources/dev/wasmc/bindings/wit/";

  @ParameterizedTest
  @ValueSource(strings = {"cli", "clocks", "filesystem", "http", "io", "random", "sockets"})
  void isWhatIsPublished(String name) throws IOException {
    Path published = Shared.conformance("wit/wasi/0.2.12/" + name);
    WitParser.Parsed parsed = new WitParser(WitOptions.DEFAULT.withAllGates()).parse(published);
    String generated = WitPrinter.printSignatures(parsed.resolve(), parsed.main());
    if (Boolean.getBoolean("wasmc.bless")) {
      Path root = Path.of(System.getProperty("wasmc.root"));
      Files.writeString(root.resolve(RESOURCES + name + ".wit"), generated);
    }
    try (InputStream stream = WasiWit.class.getResourceAsStream("wit/" + name + ".wit")) {
      assertEquals(generated, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void canBeReadWithoutFiles() {
    Resolve stable = WasiWit.resolve();
    Resolve all = WasiWit.resolve(WitOptions.DEFAULT.withAllGates());
    assertEquals(List.of(), ResolveChecker.check(stable));
    assertEquals(List.of(), ResolveChecker.check(all));
    assertEquals(7, stable.packages().size());
    assertFalse(stable.interfaces().stream().anyMatch(i -> "timezone".equals(i.name())));
    assertTrue(all.interfaces().stream().anyMatch(i -> "timezone".equals(i.name())));
  }
}

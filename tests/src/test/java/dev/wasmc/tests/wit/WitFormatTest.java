package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Golden;
import dev.wasmc.tests.Shared;
import dev.wasmc.wit.WitFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Formatting changes nothing but the layout, and nothing at all the second time. */
final class WitFormatTest {
  private static List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String corpus : List.of("ui", "accept", "wasi")) {
      try (Stream<Path> files = Files.walk(Shared.conformance("wit").resolve(corpus))) {
        files.filter(file -> file.toString().endsWith(".wit")).sorted().forEach(found::add);
      }
    }
    return found;
  }

  @TestFactory
  Stream<DynamicTest> corpora() throws IOException {
    Path root = Shared.conformance("wit");
    return files().stream()
        .filter(file -> WitRoundTrips.tree(read(file)).isPresent())
        .map(file ->
            DynamicTest.dynamicTest(
                root.relativize(file).toString(), () -> WitRoundTrips.format(read(file))));
  }

  @Test
  void mostFilesCanBeFormatted() throws IOException {
    long parsed =
        files().stream().filter(file -> WitRoundTrips.tree(read(file)).isPresent()).count();
    assertTrue(parsed > 300, parsed + " files");
  }

  @Test
  void layout() {
    String text = read(Path.of("src/test/resources/dev/wasmc/tests/wit/format.wit"));
    WitRoundTrips.format(text);
    WitRoundTrips.format(text.replace("\n", "\r\n"));
    Golden.verify(
        WitFormatTest.class, "format", WitFormatter.format(new SourceFile("x.wit", text)));
  }

  /** Each line near the limit is on both sides of it once. */
  @Test
  void layoutAtTheLimit() {
    String text = read(Path.of("src/test/resources/dev/wasmc/tests/wit/format.wit"));
    for (int i = 1; i < 40; i++) {
      WitRoundTrips.format(text.replace("long", "l".repeat(i)));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

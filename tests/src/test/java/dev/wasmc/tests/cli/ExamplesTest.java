package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wasmc.tests.Golden;
import dev.wasmc.tests.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that the READMEs of the examples show, each in a copy of its folder. */
final class ExamplesTest {
  private static final String PROMPT = "    $ wasmc ";
  private static final String GUESTS = "../../../shared/guests";
  private static final Path EXAMPLES =
      Path.of(System.getProperty("wasmc.root", ".."), "wit-examples");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .filter(example -> Files.exists(example.resolve("README.md")))
          .map(example -> example.getFileName().toString())
          .sorted()
          .toList()
          .stream()
          .map(name -> dynamicTest(name, () -> run(name)));
    }
  }

  @Test
  void demo() {
    Golden.verify(
        ExamplesTest.class, "examples/demo", new Console(folder, Map.of()).transcript("demo"));
  }

  private void run(String name) throws IOException {
    Path copy = folder.resolve(name);
    copy(EXAMPLES.resolve(name), copy);
    String readme = Files.readString(copy.resolve("README.md"));
    String guests = readme.contains(GUESTS) ? Shared.guests("").toString() : GUESTS;
    Console console = new Console(copy, Map.of());
    StringBuilder transcript = new StringBuilder();
    readme
        .lines()
        .filter(line -> line.startsWith(PROMPT))
        .forEach(line ->
            transcript
                .append(console.transcript(line.substring(PROMPT.length()).replace(GUESTS, guests)))
                .append('\n'));
    Golden.verify(
        ExamplesTest.class, "examples/" + name, transcript.toString().replace(guests, GUESTS));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}

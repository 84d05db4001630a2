package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each bad file has its messages beside it. */
final class GoldenErrorsTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/wasmc/wit/errors");

  @TestFactory
  Stream<DynamicTest> messages() throws IOException {
    List<Path> inputs;
    try (Stream<Path> files = Files.list(FOLDER)) {
      inputs = files.filter(file -> file.toString().endsWith(".wit")).sorted().toList();
    }
    assertTrue(inputs.size() > 20, "the golden files are there");
    return inputs.stream()
        .map(input -> DynamicTest.dynamicTest(input.getFileName().toString(), () -> check(input)));
  }

  private static void check(Path input) throws IOException {
    SourceFile file = new SourceFile(input.getFileName().toString(), Files.readString(input));
    WitParser parser = new WitParser(WitOptions.DEFAULT);
    DiagnosticException thrown = assertThrows(DiagnosticException.class, () -> parser.parse(file));
    String actual = new DiagnosticRenderer(false).render(thrown.diagnostics());
    Path expected = Path.of(input.toString().replace(".wit", ".txt"));
    if (Boolean.getBoolean("wasmc.bless")) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual);
  }
}

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
  private static final Path FOLDER = Path.of("src/test/resources/dev/wasmc/wit");

  @TestFactory
  Stream<DynamicTest> messages() throws IOException {
    List<Path> inputs = inputs("errors");
    assertTrue(inputs.size() > 20, "the golden files are there");
    return tests(inputs, WitOptions.DEFAULT);
  }

  @TestFactory
  Stream<DynamicTest> messagesWithAllLanguage() throws IOException {
    return tests(inputs("errors-lang-all"), WitOptions.DEFAULT.withAllLanguage());
  }

  private static List<Path> inputs(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".wit")).sorted().toList();
    }
  }

  private static Stream<DynamicTest> tests(List<Path> inputs, WitOptions options) {
    return inputs.stream()
        .map(input ->
            DynamicTest.dynamicTest(input.getFileName().toString(), () -> check(input, options)));
  }

  private static void check(Path input, WitOptions options) throws IOException {
    SourceFile file = new SourceFile(input.getFileName().toString(), Files.readString(input));
    WitParser parser = new WitParser(options);
    DiagnosticException thrown = assertThrows(DiagnosticException.class, () -> parser.parse(file));
    String actual = new DiagnosticRenderer(false).render(thrown.diagnostics());
    Path expected = Path.of(input.toString().replace(".wit", ".txt"));
    if (Boolean.getBoolean("wasmc.bless")) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual);
  }
}

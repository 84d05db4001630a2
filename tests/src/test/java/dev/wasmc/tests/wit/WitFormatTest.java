package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.tests.Golden;
import dev.wasmc.tests.Shared;
import dev.wasmc.wit.Syntax;
import dev.wasmc.wit.WitFormatter;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Formatting changes nothing but the layout, and nothing at all the second time. */
final class WitFormatTest {
  private static final WitParser PARSER = new WitParser(WitOptions.DEFAULT.withAllLanguage());

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
        .filter(file -> parse(read(file)).isPresent())
        .map(file ->
            DynamicTest.dynamicTest(
                root.relativize(file).toString(), () -> isLossless(read(file))));
  }

  @Test
  void mostFilesCanBeFormatted() throws IOException {
    long parsed = files().stream().filter(file -> parse(read(file)).isPresent()).count();
    assertTrue(parsed > 300, parsed + " files");
  }

  @Test
  void layout() {
    String text = read(Path.of("src/test/resources/dev/wasmc/tests/wit/format.wit"));
    isLossless(text);
    isLossless(text.replace("\n", "\r\n"));
    Golden.verify(WitFormatTest.class, "format", format(text));
  }

  private static void isLossless(String text) {
    String formatted = format(text);
    assertEquals(formatted, format(formatted));
    assertEquals(parse(text).map(WitFormatTest::shape), parse(formatted).map(WitFormatTest::shape));
  }

  private static String format(String text) {
    return WitFormatter.format(new SourceFile("x.wit", text));
  }

  private static Optional<Syntax.WitFile> parse(String text) {
    try {
      return Optional.of(PARSER.parseSyntax(new SourceFile("x.wit", text)));
    } catch (DiagnosticException rejected) {
      return Optional.empty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A tree without spans, and with comments apart from the white space at their end. */
  private static String shape(Object node) {
    return switch (node) {
      case null -> "null";
      case Span _, SourceFile _ -> "";
      case Syntax.Comment comment ->
          "\n" + comment.text().replace("\r\n", "\n").stripTrailing() + "\n";
      case List<?> list -> list.stream().map(WitFormatTest::shape).toList().toString();
      case Record part -> {
        StringBuilder out = new StringBuilder(part.getClass().getSimpleName()).append('(');
        for (RecordComponent component : part.getClass().getRecordComponents()) {
          try {
            out.append(shape(component.getAccessor().invoke(part))).append(' ');
          } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record of the model has accessors", e);
          }
        }
        yield out.append(')').toString();
      }
      default -> node.toString();
    };
  }
}

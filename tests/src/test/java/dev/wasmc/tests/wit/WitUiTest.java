package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.bindings.WitPackages;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.tests.Golden;
import dev.wasmc.wit.WitJson;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The corpus of WIT's own parser: verdicts, and what was understood as JSON. */
final class WitUiTest {
  private static final WitOptions OPTIONS = WitOptions.DEFAULT.withAllLanguage().withGate("active");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return WitCase.load("ui").stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  if (c.isAccepted()) {
                    accept(c);
                  } else {
                    reject(c);
                  }
                }));
  }

  /** Each message has been looked at beside the one of the corpus. */
  private static void reject(WitCase c) {
    DiagnosticException thrown =
        assertThrows(DiagnosticException.class, () -> WitPackages.parser(OPTIONS).parse(c.path()));
    String text = new DiagnosticRenderer(false).render(thrown.diagnostics());
    Golden.verify(
        WitUiTest.class,
        "ui/" + c.name().replaceFirst("^parse-fail/", "").replaceFirst("/$", ""),
        text.replace(c.folder() + "/", ""));
  }

  private static void accept(WitCase c) throws IOException {
    WitParser.Parsed parsed = WitPackages.parser(OPTIONS).parse(c.path());
    Checks.isSound(parsed.resolve(), OPTIONS);
    String expected = Files.readString(c.folder().resolve(c.cell("expected_file"))).strip();
    assertEquals(expected, WitJson.print(parsed.resolve()));
  }
}

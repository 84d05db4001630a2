package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.bindings.WitPackages;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.LanguageFeature;
import dev.wasmc.wit.WitFormatter;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import dev.wasmc.wit.World;
import dev.wasmc.wit.doc.WitDoc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages with more than one namespace, and those inside of others by name. */
final class NestedNamesTest {
  private static final WitOptions ON =
      WitOptions.DEFAULT.withLanguage(LanguageFeature.NESTED_NAMES);

  /** Names that are the same but for their separators. */
  private static final Path ALIKE =
      Path.of("src/test/resources/dev/wasmc/tests/wit/nested-names.wit");

  private static WitParser.Parsed parse(WitOptions options, String text) {
    return new WitParser(options).parse(new SourceFile("input.wit", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package a:b:c/d/E@1.0.0;",
        "package %type:%use/%interface; interface %type { }",
        "package a : b : c / d ; world w { import // x\n a:b/ /* y */ c/ d ; }"
            + "package a:b/c { interface d {} }",
        "package x:y; world w { import a:b:c/d; export a: b:c/d; import a:b/c/d; include a:b/c/w; }"
            + "package a:b:c { interface d {} } package b:c { interface d {} }"
            + "package a:b/c { interface d {} world w {} }",
      })
  void roundTrips(String text) {
    WitRoundTrips.valid(text);
  }

  @Test
  void namesThatAreAlike() throws IOException {
    String text = Files.readString(ALIKE);
    WitRoundTrips.valid(text);
    WitParser.Parsed parsed = parse(ON, text);
    assertEquals(
        List.of(
            "b.wit",
            "deps/a+b_c.wit",
            "deps/a_b+c.wit",
            "deps/a+b_c_1.0.0.wit",
            "deps/a_b+c_1.0.0.wit",
            "deps/a+b_c+d.wit",
            "deps/a_b+c+d.wit",
            "deps/a_b-c.wit"),
        List.copyOf(WitPrinter.printFiles(parsed.resolve(), parsed.main()).keySet()));
    WitDocPages.check(WitDoc.render(parsed.resolve(), parsed.main()));
  }

  /**
   * Space tells a name in front of a path from its first namespace; the layout keeps that, also for
   * readers that have no such namespaces.
   */
  @ParameterizedTest
  @CsvSource({
    "a:b:c/d, a:b:c/d, a, a:b:c/d",
    "a: b:c/d, a, a, a: b:c/d",
    "a :b:c/d, a, a, a: b:c/d",
    "a:/**/b:c/d, a, a, a: /**/ b:c/d",
    "%a:b:c/d, a:b:c/d, a, %a:b:c/d",
    "b:c/d, b:c/d, b:c/d, b:c/d",
    "b : c / d, b:c/d, b:c/d, b:c/d",
  })
  void spaceBehindAName(String written, String with, String without, String layout) {
    String text =
        "package x:y;\n\nworld w {\n  import "
            + written
            + ";\n}\n\npackage b:c {\n"
            + "  interface d {}\n}\n";
    String nested = text + "\npackage a:b:c {\n  interface d {}\n}\n";
    assertEquals(with, imported(parse(ON, nested)));
    assertEquals(without, imported(parse(WitOptions.DEFAULT, text)));
    assertEquals(
        text.replace(written, layout), WitFormatter.format(new SourceFile("input.wit", text)));
  }

  private static String imported(WitParser.Parsed parsed) {
    World world = parsed.resolve().get(parsed.world("w"));
    return parsed.resolve().name(world.imports().firstEntry().getKey());
  }

  /** Where two copies of a nested package differ, that one is named and not the one around it. */
  @Test
  void copiesThatDiffer(@TempDir Path folder) throws IOException {
    String nested = "package a:b/c; interface i { type t = u8; }";
    Files.createDirectories(folder.resolve("deps"));
    Files.writeString(folder.resolve("main.wit"), "package a:main; world w { import a:b/c/i; }");
    binary(folder.resolve("deps/around.wasm"), "package a:b; interface c {}");
    binary(folder.resolve("deps/inside.wasm"), nested);
    Files.writeString(folder.resolve("deps/text.wit"), nested.replace("u8", "u16"));
    List<Diagnostic> found =
        assertThrows(
                DiagnosticException.class, () -> WitPackages.parser(ON).parse(folder))
            .diagnostics();
    assertEquals(
        List.of("wit-cannot-merge"), found.stream().map(each -> each.problem().id()).toList());
    assertEquals(
        List.of(new Place.InInput(folder.resolve("deps/inside.wasm").toString())),
        found.getFirst().notes().stream().map(Diagnostic.Note::place).toList());
  }

  private static void binary(Path file, String text) throws IOException {
    WitParser.Parsed parsed = parse(ON, text);
    Files.write(file, WitPackageEncoder.encode(parsed.resolve(), parsed.main()));
  }

  /** As long as a name may be, and longer. */
  @ParameterizedTest
  @CsvSource({"50, 50, ''", "50, 51, wit-nesting-too-deep", "9, 200, wit-nesting-too-deep"})
  void longNames(int namespaces, int names, String problem) {
    String name = "n:".repeat(namespaces) + "p" + "/p".repeat(names - 1);
    String text =
        "package x:y; world w { import %s/i; import a: %s/i; } package %s { interface i {} }"
            .formatted(name, name, name);
    if (problem.isEmpty()) {
      WitRoundTrips.valid(text);
      return;
    }
    DiagnosticException refused = assertThrows(DiagnosticException.class, () -> parse(ON, text));
    assertEquals(problem, refused.first().problem().id());
    byte[] bytes =
        ComponentEncoder.encode(
            ComponentParser.parse(
                new SourceFile(
                    "p.wat",
                    "(component (type (export \"i\") (component (export \"%s/i\" (instance)))))"
                        .formatted(name))));
    assertEquals(
        "not-a-wit-package",
        assertThrows(DiagnosticException.class, () -> WitPackages.read(ON, "p.wasm", bytes))
            .first()
            .problem()
            .id());
  }

  /** What a component cannot be told apart by is refused before it is one. */
  @ParameterizedTest
  @CsvSource({
    "a:B/c, the package `a:B/c` has capital letters in its name",
    "a:B:c, the package `a:B:c` has capital letters in its name",
    "a:b:C/d, the package `a:b:C/d` has capital letters in its name",
    "a:b/x-Y, `a:b/xy/i` differs from `a:b/x-Y/i` in nothing but case and dashes",
  })
  void noBinaryForm(String name, String reason) {
    String text =
        "package x:y; interface j { use %s/i.{t}; use a:b/xy/i.{t as t2}; }".formatted(name)
            + "package a:b/xy { interface i { type t = u8; } }"
            + "package %s { interface i { type t = u8; } }".formatted(name);
    WitParser.Parsed parsed = parse(ON, text);
    DiagnosticException refused =
        assertThrows(
            DiagnosticException.class,
            () -> WitPackageEncoder.encode(parsed.resolve(), parsed.main()));
    assertEquals("the package has no binary form: " + reason, refused.getMessage());
  }
}

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
import dev.wasmc.source.SourceProblem;
import dev.wasmc.wit.LanguageFeature;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dependency that is there as text and in a file in binary form, too. */
final class TextAndBinaryTest {
  private static final String BASE =
      "package a:base; interface i { record r { x: u8 } f: func() -> r; } interface unused {}";

  @TempDir Path folder;

  @BeforeEach
  void addPackages() throws IOException {
    Files.createDirectories(folder.resolve("deps"));
    text("deps/base.wit", BASE);
    text("needs.wit", "package a:needs; interface j { use a:base/i.{r}; g: func(r: r); }");
    binary("needs.wit", "needs.wasm");
    text("main.wit", "package a:main; world w { import a:needs/j; import a:base/i; }");
    Files.delete(folder.resolve("needs.wit"));
  }

  private void text(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** Moves what is compiled of a package, and of its deps, into the deps. */
  private void binary(String name, String as) throws IOException {
    Path alone = folder.resolve("alone");
    Files.createDirectories(alone.resolve("deps"));
    Files.copy(folder.resolve(name), alone.resolve(name));
    Files.copy(folder.resolve("deps/base.wit"), alone.resolve("deps/base.wit"));
    WitParser.Parsed parsed = new WitParser(WitOptions.DEFAULT).parse(alone);
    Files.write(
        folder.resolve("deps").resolve(as),
        WitPackageEncoder.encode(parsed.resolve(), parsed.main()));
  }

  private Resolve parse() {
    return WitPackages.parser(WitOptions.DEFAULT).parse(folder).resolve();
  }

  private Diagnostic error() {
    List<Diagnostic> found = assertThrows(DiagnosticException.class, this::parse).diagnostics();
    assertEquals(1, found.size(), found::toString);
    return found.getFirst();
  }

  @Test
  void equalOnesAreOne() {
    Resolve resolve = parse();
    assertEquals(
        List.of("a:base", "a:needs", "a:main"),
        resolve.packages().stream().map(each -> each.name().toString()).toList());
    assertEquals(2, resolve.packages().getFirst().interfaces().size());
    assertEquals(2, resolve.worlds().getFirst().imports().size());
  }

  @Test
  void bothPlacesAreShownWhereTheyDiffer() throws IOException {
    text("deps/base.wit", BASE.replace("u8", "u16"));
    Diagnostic error = error();
    assertEquals("wit-cannot-merge", error.problem().id());
    assertEquals(folder.resolve("deps/base.wit").toString(), file(error.place()));
    assertEquals(
        List.of(folder.resolve("deps/needs.wasm").toString()),
        error.notes().stream().map(note -> file(note.place())).toList());
  }

  /** The text needs what the binary has, which has another form of the text. */
  @Test
  void thoseThatNeedEachOtherAreTwo() throws IOException {
    text("deps/base.wit", BASE.replace("{}", "{ use a:needs/j.{r}; }"));
    Diagnostic error = error();
    assertEquals(new WitProblem.Duplicate("package", "a:base"), error.problem());
    assertEquals(
        folder.resolve("deps/needs.wasm").toString(), file(error.notes().getFirst().place()));
  }

  @Test
  void aTextFormatThatIsNoTextIsRefusedAtItsPlace() throws IOException {
    Files.write(
        folder.resolve("deps/bad.wat"), "(component) ;; é".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        Diagnostic.error(
            SourceProblem.NotUtf8.NOT_UTF8,
            new Place.InBytes(folder.resolve("deps/bad.wat").toString(), 15)),
        error());
  }

  /** The binary form is another form of the same language. */
  @Test
  void whatIsExperimentalIsOffInBothForms() throws IOException {
    String experimental =
        "package a:base; interface i { record r { x: u8 } f: func() -> r;"
            + " g: func(e: error-context); type four = list<u8, 4>; }";
    text("base.wit", experimental);
    Path binary = folder.resolve("deps/base.wasm");
    WitParser.Parsed parsed =
        new WitParser(WitOptions.DEFAULT.withAllLanguage()).parse(folder.resolve("base.wit"));
    Files.write(binary, WitPackageEncoder.encode(parsed.resolve(), parsed.main()));
    Files.delete(folder.resolve("base.wit"));
    Files.delete(folder.resolve("deps/base.wit"));
    List<Diagnostic> both =
        List.of(
            Diagnostic.error(
                new WitProblem.ExperimentalSyntax(LanguageFeature.ERROR_CONTEXT),
                new Place.InInput(binary.toString())),
            Diagnostic.error(
                new WitProblem.ExperimentalSyntax(LanguageFeature.FIXED_LENGTH_LISTS),
                new Place.InInput(binary.toString())));
    assertEquals(both, assertThrows(DiagnosticException.class, this::parse).diagnostics());
    WitOptions some = WitOptions.DEFAULT.withLanguage(LanguageFeature.FIXED_LENGTH_LISTS);
    assertEquals(
        both.subList(0, 1),
        assertThrows(DiagnosticException.class, () -> WitPackages.parser(some).parse(binary))
            .diagnostics());
    WitOptions all = WitOptions.DEFAULT.withAllLanguage();
    assertEquals(
        WitPackages.parser(all).parse(binary).resolve().interfaces().size(),
        parsed.resolve().interfaces().size());
    assertEquals(3, WitPackages.parser(all).parse(folder).resolve().packages().size());
  }

  @Test
  void noiseThatIsCalledWasmIsNoWasm() throws IOException {
    Files.write(folder.resolve("deps/noise.wasm"), new byte[] {(byte) 0x93, 2, 3, 4, 5, 6, 7, 8});
    assertEquals("bad-magic", error().problem().id());
    Files.delete(folder.resolve("deps/noise.wasm"));
    text("deps/words.wasm", "package a:base;");
    assertEquals("text-file", error().problem().id());
  }

  /** Half of them in the text format; one in a thousand says something else of what all use. */
  @Test
  void thousandsAreMerged() throws IOException {
    int count = 2_000;
    for (int i = 0; i < count; i++) {
      String types = i % 1_000 == 777 ? "(tuple string)" : "(tuple u8)";
      String text =
          """
          (component (type (export "i") (component
            (import "a:base/i" (instance (type (tuple u8)) (export "r" (type (eq 0)))))
            (export "a:p%d/i" (instance (export "f" (func)))))))
          """
              .formatted(i)
              .replace("(tuple u8)", types);
      Path file = folder.resolve("deps").resolve("p" + i + (i % 2 == 0 ? ".wat" : ".wasm"));
      if (i % 2 == 0) {
        Files.writeString(file, text);
      } else {
        Files.write(
            file, ComponentEncoder.encode(ComponentParser.parse(new SourceFile("p", text))));
      }
    }
    Files.delete(folder.resolve("deps/base.wit"));
    Files.delete(folder.resolve("deps/needs.wasm"));
    text("main.wit", "package a:main; world w { import a:p0/i; import a:p1999/i; }");
    List<Diagnostic> errors = assertThrows(DiagnosticException.class, this::parse).diagnostics();
    assertEquals(
        List.of("p1777.wasm", "p777.wasm"),
        errors.stream().map(each -> Path.of(file(each.place())).getFileName().toString()).toList());
    assertEquals(
        List.of("p0.wat"),
        errors.stream()
            .flatMap(each -> each.notes().stream())
            .map(note -> Path.of(file(note.place())).getFileName().toString())
            .distinct()
            .toList());
    for (Diagnostic error : errors) {
      Files.delete(Path.of(file(error.place())));
    }
    assertEquals(count, parse().packages().size());
  }

  private static String file(Place place) {
    return switch (place) {
      case Place.InText text -> text.file().name();
      case Place.InInput(String name) -> name;
      case Place.InBytes(String name, long _) -> name;
      case Place.Nowhere _ -> "";
    };
  }
}

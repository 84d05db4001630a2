package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file with a syntax error keeps no other one from being looked at, and makes no noise there. */
final class BrokenFileTest {
  private static final String BROKEN = "interface other { type x = }";

  private static WitParser.Source source(String name, String... texts) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : texts) {
      files.add(new SourceFile(name + files.size() + ".wit", text));
    }
    return new WitParser.Source(name, files);
  }

  /** The file and the id of each error. */
  private static List<String> errors(WitParser.Source main, WitParser.Source... dependencies) {
    WitParser parser = new WitParser(WitOptions.DEFAULT);
    return assertThrows(
            DiagnosticException.class,
            () -> parser.parse(main, List.of(dependencies), Resolve.EMPTY))
        .diagnostics()
        .stream()
        .map(each -> {
          Place.InText place = (Place.InText) each.place();
          return place.file().name() + " " + each.problem().id();
        })
        .sorted()
        .toList();
  }

  @Test
  void theOtherFilesAreChecked() {
    assertEquals(
        List.of("m0.wit wit-expected", "m1.wit wit-not-found"),
        errors(source("m", "package a:b; " + BROKEN, "interface i { f: func() -> u33; }")));
  }

  @Test
  void whatMayBeInTheBrokenFileIsNotMissed() {
    String intact =
        """
        package a:b;
        use other as again;
        interface i {
          use other.{x};
          use again.{x as y};
          use a:nested/j.{t};
          type u = option<x>;
          resource r { constructor(y: y, t: t); }
          enum none {}
        }
        world w { import other; export i; include everything; }
        """;
    String broken =
        """
        interface other { type x = }
        wrld everything {}
        package a:nested@ { interface j {} }
        """;
    assertEquals(
        List.of(
            "m0.wit wit-empty-type",
            "m1.wit wit-expected",
            "m1.wit wit-expected",
            "m1.wit wit-expected"),
        errors(source("m", intact, broken)));
    assertEquals(
        List.of(
            "m0.wit wit-empty-type",
            "m0.wit wit-not-found",
            "m0.wit wit-not-found",
            "m1.wit wit-expected"),
        errors(source("m", intact, BROKEN)));
    assertEquals(
        List.of("m0.wit wit-empty-type", "m1.wit wit-expected"),
        errors(source("m", intact, "interface other { type y = u8;")));
  }

  @Test
  void theNameOfThePackageMayBeInTheBrokenFile() {
    assertEquals(
        List.of("m0.wit wit-not-found", "m1.wit wit-expected"),
        errors(source("m", "interface i { f: func() -> u33; }", "package a:b; " + BROKEN)));
  }

  @Test
  void whatNeedsThePackageIsChecked() {
    assertEquals(
        List.of("d0.wit wit-expected", "d1.wit wit-duplicate", "m0.wit wit-not-found"),
        errors(
            source("m", "package c:d; interface i { use a:b/other.{x}; type t = option<u33>; }"),
            source("d", BROKEN, "package a:b; interface i { type t = u8; type t = u16; }")));
  }
}

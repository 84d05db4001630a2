package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that a command fills holds what it wrote, or is left alone. */
final class OutputFolderTest {
  private static final String DOC = "wit doc a.wit -o docs";

  @TempDir Path here;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(here.resolve("a.wit"), "package a:a; interface i {} interface j {}");
  }

  private String doc() {
    return new Console(here, Map.of()).transcript(DOC);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(here)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> here.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void writtenAgainItHoldsNothingOld() throws IOException {
    doc();
    assertTrue(files().contains("docs/a_a/interface.j.html"));
    Files.writeString(here.resolve("a.wit"), "package a:a; interface i {}");
    doc();
    assertEquals(
        List.of(
            "a.wit",
            "docs/.wasmc-files",
            "docs/a_a/index.html",
            "docs/a_a/interface.i.html",
            "docs/index.html",
            "docs/search-index.js",
            "docs/wit-doc.css",
            "docs/wit-doc.js"),
        files());
  }

  @Test
  void packagesKeepNoDependencyOfAnotherOne() throws IOException {
    Files.writeString(
        here.resolve("b.wit"),
        "package b:b; world w { import a:c/i; } package a:c { interface i {} }");
    Console console = new Console(here, Map.of());
    console.transcript("wit b.wit --out-dir copy");
    assertTrue(files().contains("copy/deps/a_c.wit"));
    console.transcript("wit a.wit --out-dir copy");
    assertEquals(List.of("a.wit", "b.wit", "copy/.wasmc-files", "copy/a.wit"), files());
    Files.writeString(here.resolve("copy/mine.wit"), "package a:a;");
    List<String> before = files();
    assertTrue(
        console
            .transcript("wit b.wit --out-dir copy")
            .contains("`copy` holds `mine.wit`, which wasmc did not write"));
    assertEquals(before, files());
  }

  @Test
  void aFolderWithAnInputInItIsKept() throws IOException {
    Console console = new Console(here, Map.of());
    console.transcript("wit a.wit --out-dir copy");
    List<String> before = files();
    assertTrue(
        console
            .transcript("wit copy/a.wit --out-dir copy")
            .contains("the output `copy` would replace an input"));
    assertEquals(before, files());
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    Files.createDirectory(here.resolve("docs"));
    assertTrue(doc().endsWith("[exit status 0]\n"));
  }

  @Test
  void aFileOfSomebodyElseIsKept() throws IOException {
    doc();
    Files.createDirectories(here.resolve("docs/.git"));
    Files.writeString(here.resolve("docs/.git/HEAD"), "mine");
    List<String> before = files();
    assertTrue(doc().contains("`docs` holds `.git/HEAD`, which wasmc did not write"));
    assertEquals(before, files());
  }

  @Test
  void aListThatIsNotOursCountsForNothing() throws IOException {
    Files.createDirectory(here.resolve("docs"));
    Files.writeString(here.resolve("docs/mine"), "mine");
    Files.writeString(here.resolve("docs/.wasmc-files"), "mine\n");
    assertTrue(doc().contains("which wasmc did not write"));
    assertEquals("mine", Files.readString(here.resolve("docs/mine")));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Files.createDirectory(here.resolve("real"));
    Files.createSymbolicLink(here.resolve("docs"), here.resolve("real"));
    assertTrue(doc().endsWith("[exit status 0]\n"));
    assertTrue(Files.isSymbolicLink(here.resolve("docs")));
    assertTrue(Files.exists(here.resolve("real/index.html")));
  }
}

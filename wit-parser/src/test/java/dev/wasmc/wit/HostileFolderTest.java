package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are odd, or meant to do harm. */
@Timeout(60)
final class HostileFolderTest {
  private static final int PACKAGES = Integer.getInteger("wasmc.wit.packages", 1000);

  @TempDir Path folder;

  @BeforeEach
  void addPackage() throws IOException {
    write("main.wit", "package a:main; interface i { type t = u8; }");
    Files.createDirectory(folder.resolve("deps"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<Diagnostic> errors() {
    return assertThrows(
            DiagnosticException.class, () -> new WitParser(WitOptions.DEFAULT).parse(folder))
        .diagnostics();
  }

  private List<Problem> problems() {
    return errors().stream().map(Diagnostic::problem).toList();
  }

  @Test
  void aFolderInItself() throws IOException {
    Files.createSymbolicLink(folder.resolve("deps/again"), folder);
    assertEquals(List.of(new WitProblem.Duplicate("package", "a:main")), problems());
    assertEquals(List.of(folder.resolve("main.wit")), WitFiles.texts(folder));
  }

  @Test
  void aLinkToItself() throws IOException {
    Path link = folder.resolve("loop.wit");
    Files.createSymbolicLink(link, link);
    assertEquals(List.of("wit-unreadable"), errors().stream().map(e -> e.problem().id()).toList());
    assertEquals(new Place.InInput(link.toString()), errors().getFirst().place());
  }

  @Test
  void aFileThatNobodyMayRead() throws IOException {
    Path secret = write("secret.wit", "interface secret {}");
    Assumptions.assumeTrue(
        secret.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions");
    Files.setPosixFilePermissions(secret, Set.of());
    Assumptions.assumeFalse(Files.isReadable(secret), "this user may do everything");
    assertEquals(List.of(new WitProblem.Unreadable("permission denied")), problems());
    assertEquals(new Place.InInput(secret.toString()), errors().getFirst().place());
  }

  /** In place of a file that nobody may read: to some users nothing is forbidden. */
  @Test
  void aFolderThatIsCalledAsAFileIs() throws IOException {
    Files.createDirectory(folder.resolve("folder.wit"));
    Files.createDirectory(folder.resolve("deps/folder.wit"));
    assertEquals(List.of(new WitProblem.NoPackageHeader(false)), problems());
    Path file = folder.resolve("main.wit/nothing.wit");
    assertEquals(
        List.of("wit-unreadable"),
        assertThrows(DiagnosticException.class, () -> new WitParser(WitOptions.DEFAULT).parse(file))
            .diagnostics()
            .stream()
            .map(each -> each.problem().id())
            .toList());
  }

  @Test
  void aPipeThatNobodyWritesTo() throws IOException, InterruptedException {
    Path pipe = folder.resolve("deps/pipe.wit");
    try {
      Assumptions.assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      Assumptions.abort("mkfifo is absent");
    }
    assertEquals(List.of(new WitProblem.Unreadable("this is no plain file")), problems());
    assertEquals(List.of(folder.resolve("main.wit")), WitFiles.texts(folder));
  }

  @Test
  void anEmptyDependency() throws IOException {
    Files.createDirectory(folder.resolve("deps/empty"));
    assertEquals(List.of(new WitProblem.NoPackageHeader(false)), problems());
  }

  /** What is wrong elsewhere is said as well, and what only follows is not. */
  @Test
  void severalBadFiles() throws IOException {
    Files.write(folder.resolve("bytes.wit"), "// é".getBytes(StandardCharsets.ISO_8859_1));
    write("deps/bad.wit", "package a:bad; interface j { f: func() -> u8 }");
    write("deps/other.wit", "package a:other; interface k { use a:bad/j.{t}; type u = v; }");
    assertEquals(
        List.of("not-utf8", "wit-expected", "wit-not-found"),
        problems().stream().map(Problem::id).toList());
    assertEquals(
        new Place.InBytes(folder.resolve("bytes.wit").toString(), 3), errors().getFirst().place());
  }

  @Test
  void cyclesThroughPackages() throws IOException {
    write("deps/b.wit", "package a:b; interface i { use a:c/i.{t}; }");
    write("deps/c.wit", "package a:c; interface i { use a:d/i.{t}; }");
    write("deps/d.wit", "package a:d; interface i { use a:b/i.{t}; }");
    write("deps/e.wit", "package a:e; interface i { use a:b/i.{t}; use a:nowhere/i.{t as u}; }");
    List<Problem> problems = problems();
    assertEquals(
        new WitProblem.Cycle("packages", List.of("a:b", "a:c", "a:d")), problems.getFirst());
    assertEquals(
        List.of("wit-cycle", "wit-not-found"), problems.stream().map(Problem::id).toList());
    assertEquals(2, errors().getFirst().notes().size());
  }

  @Test
  void manyPackages() throws IOException {
    write("deps/p0.wit", "package a:p0; interface i { type t = u8; }");
    for (int i = 1; i <= PACKAGES; i++) {
      write(
          "deps/p" + i + ".wit",
          "package a:p" + i + "; interface i { use a:p" + (i - 1) + "/i.{t}; }");
    }
    Resolve resolve = new WitParser(WitOptions.DEFAULT).parse(folder).resolve();
    assertEquals(PACKAGES + 2, resolve.packages().size());
  }
}

package dev.wasmc.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operation answers to names that are there, missing, links, folders, with slashes. */
class NamesTest {
  private static final String OK = "ok";

  /**
   * Operation, first path, second path, answer. There are the file {@code file}, the empty folder
   * {@code empty}, the folder {@code full} with the file {@code in}, {@code to-file} and {@code
   * to-full} which lead there, {@code dangling}, {@code loop}, and {@code absolute}.
   */
  private static final String TABLE =
      """
      open        file/..               -           not-directory
      open        file/.                -           not-directory
      open        full/./../full//in    -           ok
      open        to-full/in            -           ok
      open        to-full/../file       -           ok
      open        to-file/              -           not-directory
      open        dangling/             -           no-entry
      open        loop/                 -           loop
      nofollow    to-file               -           loop
      nofollow    to-full               -           loop
      nofollow    to-full/              -           ok
      nofollow    dangling              -           loop
      create      full                  -           is-directory
      create      full/                 -           is-directory
      create      new/                  -           is-directory
      create      .                     -           is-directory
      create      dangling              -           ok
      exclusive   dangling              -           exist
      exclusive   full                  -           exist
      exclusive   to-file               -           exist
      exclusive   .                     -           exist
      stat        ''                    -           no-entry
      stat        .                     -           ok
      stat        full/..               -           ok
      stat        dangling              -           ok
      stat        dangling/             -           no-entry
      follow      dangling              -           no-entry
      follow      loop                  -           loop
      follow      absolute              -           not-permitted
      mkdir       ''                    -           no-entry
      mkdir       .                     -           exist
      mkdir       file                  -           exist
      mkdir       file/                 -           exist
      mkdir       dangling              -           exist
      mkdir       missing/new           -           no-entry
      mkdir       file/new              -           not-directory
      mkdir       new/                  -           ok
      rmdir       ''                    -           no-entry
      rmdir       .                     -           invalid
      rmdir       missing               -           no-entry
      rmdir       file                  -           not-directory
      rmdir       file/                 -           not-directory
      rmdir       to-full               -           not-directory
      rmdir       to-full/              -           not-directory
      rmdir       full                  -           not-empty
      rmdir       empty/                -           ok
      unlink      ''                    -           no-entry
      unlink      missing               -           no-entry
      unlink      missing/              -           no-entry
      unlink      file/                 -           not-directory
      unlink      full                  -           is-directory
      unlink      full/                 -           is-directory
      unlink      .                     -           is-directory
      unlink      to-full/              -           not-directory
      unlink      to-full               -           ok
      unlink      loop                  -           ok
      readlink    file                  -           invalid
      readlink    full                  -           invalid
      readlink    missing               -           no-entry
      readlink    dangling              -           ok
      readlink    to-full/in            -           invalid
      readlink    absolute              -           not-permitted
      symlink     x                     file        exist
      symlink     x                     dangling    exist
      symlink     x                     new         ok
      symlink     x                     new/        no-entry
      symlink     x                     ''          no-entry
      symlink     ''                    new         no-entry
      symlink     /x                    new         not-permitted
      symlink     ../x                  new         ok
      link        file                  new         ok
      link        file                  full        exist
      link        file                  dangling    exist
      link        full                  new         not-permitted
      link        missing               new         no-entry
      link        file/                 new         not-directory
      link        file                  new/        no-entry
      link        dangling              new         ok
      rename      file                  new         ok
      rename      file                  file        ok
      rename      file                  to-full     ok
      rename      file                  full        is-directory
      rename      file                  empty       is-directory
      rename      file                  new/        not-directory
      rename      file/                 new         not-directory
      rename      file                  missing/x   no-entry
      rename      missing               new         no-entry
      rename      empty                 new         ok
      rename      empty/                new/        ok
      rename      empty                 file        not-directory
      rename      empty                 full        not-empty
      rename      full                  empty       ok
      rename      full                  empty/      ok
      rename      full                  full/in     invalid
      rename      full                  full/new    invalid
      rename      dangling              new         ok
      rename      .                     new         busy
      rename      file                  .           busy
      rename      file                  ../x        not-permitted
      rename      ''                    new         no-entry
      """;

  static Stream<Arguments> cases() {
    return Stream.of(DirectoryHandleTest.Kind.values())
        .flatMap(kind ->
            TABLE
                .lines()
                .map(line -> line.replace("''", "\"\"").split(" +", -1))
                .map(cells ->
                    Arguments.of(
                        kind, cells[0], unquoted(cells[1]), unquoted(cells[2]), cells[3])));
  }

  private static String unquoted(String cell) {
    return cell.replace("\"\"", "");
  }

  @ParameterizedTest(name = "{0}: {1} \"{2}\" \"{3}\": {4}")
  @MethodSource("cases")
  void answers(
      DirectoryHandleTest.Kind kind,
      String operation,
      String path,
      String second,
      String expected,
      @TempDir Path temporary)
      throws Exception {
    assumeTrue(kind == DirectoryHandleTest.Kind.BY_PATH || Folders.BY_DESCRIPTOR);
    Path folder = prepared(temporary);
    try (DirectoryHandle root = kind.open(folder)) {
      assertEquals(expected, answer(root, operation, path, second));
    }
    assertEquals(List.of("root", "secret"), names(temporary));
  }

  private static Path prepared(Path temporary) throws IOException {
    Files.writeString(temporary.resolve("secret"), "secret");
    Path folder = Files.createDirectory(temporary.resolve("root"));
    Files.writeString(folder.resolve("file"), "content");
    Files.createDirectory(folder.resolve("empty"));
    Files.createDirectory(folder.resolve("full"));
    Files.writeString(folder.resolve("full/in"), "in");
    Files.createSymbolicLink(folder.resolve("to-file"), Path.of("file"));
    Files.createSymbolicLink(folder.resolve("to-full"), Path.of("full"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nothing"));
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    Files.createSymbolicLink(folder.resolve("absolute"), temporary.resolve("secret"));
    return folder;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static String answer(DirectoryHandle root, String operation, String path, String second) {
    try {
      switch (operation) {
        case "open" -> root.open(path, DirectoryHandleTest.READ).close();
        case "nofollow" -> root.open(path, DirectoryHandleTest.NOFOLLOW).close();
        case "create" -> root.open(path, DirectoryHandleTest.CREATE).close();
        case "exclusive" -> root.open(path, DirectoryHandleTest.EXCLUSIVE).close();
        case "stat" -> root.stat(path, false);
        case "follow" -> root.stat(path, true);
        case "mkdir" -> root.createDirectory(path);
        case "rmdir" -> root.removeDirectory(path);
        case "unlink" -> root.unlink(path);
        case "readlink" -> root.readLink(path);
        case "symlink" -> root.symlink(path, second);
        case "link" -> root.link(path, root, second);
        case "rename" -> root.rename(path, root, second);
        default -> throw new IllegalArgumentException(operation);
      }
      return OK;
    } catch (FileException e) {
      return e.code().label();
    }
  }
}

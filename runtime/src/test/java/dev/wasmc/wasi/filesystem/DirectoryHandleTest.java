package dev.wasmc.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What both kinds of folders do alike. */
@ParameterizedClass
@EnumSource
class DirectoryHandleTest {
  enum Kind {
    BY_DESCRIPTOR,
    BY_PATH;

    DirectoryHandle open(Path folder) throws FileException {
      return this == BY_DESCRIPTOR ? PosixDirectory.open(folder) : PathDirectory.open(folder);
    }
  }

  static final OpenRequest READ = request(true, false, false, false, false, false);
  static final OpenRequest NOFOLLOW = request(false, false, false, false, false, false);
  static final OpenRequest FOLDER = request(true, false, true, false, false, false);
  static final OpenRequest CREATE = request(true, true, false, false, false, true);
  static final OpenRequest EXCLUSIVE = request(true, true, false, true, false, true);
  static final OpenRequest TRUNCATE = request(true, false, false, false, true, true);
  static final OpenRequest WRITE = request(true, false, false, false, false, true);

  private static OpenRequest request(
      boolean follow,
      boolean create,
      boolean directory,
      boolean exclusive,
      boolean truncate,
      boolean write) {
    return new OpenRequest(
        follow, create, directory, exclusive, truncate, true, write, false, false);
  }

  private final Path temporary;
  private final Path folder;
  private final DirectoryHandle root;

  DirectoryHandleTest(Kind kind, @TempDir Path temporary) throws IOException, FileException {
    assumeTrue(kind == Kind.BY_PATH || Folders.BY_DESCRIPTOR);
    this.temporary = temporary;
    folder = Files.createDirectory(temporary.resolve("root"));
    Files.writeString(temporary.resolve("secret"), "secret");
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/file"), "content");
    Files.writeString(folder.resolve("top"), "top");
    root = kind.open(folder);
  }

  private static ErrorCode code(Operation operation) {
    return assertThrows(FileException.class, operation::run).code();
  }

  @FunctionalInterface
  private interface Operation {
    void run() throws FileException;
  }

  private ErrorCode openCode(String path, OpenRequest request) {
    return code(() -> {
      try (OpenNode _ = root.open(path, request)) {
        throw new AssertionError("opened " + path);
      }
    });
  }

  private String content(String path) throws FileException {
    try (OpenNode node = root.open(path, READ)) {
      FileHandle file = assertInstanceOf(FileHandle.class, node);
      return new String(file.read(100, 0), StandardCharsets.UTF_8);
    }
  }

  @Test
  void opensFilesByManyPaths() throws Exception {
    for (String path :
        List.of("a/b/file", "./a/./b//file", "a/../a/b/../../a/b/file", "a/b/../b/file")) {
      assertEquals("content", content(path));
    }
    try (OpenNode node = root.open("a/b/", READ)) {
      assertInstanceOf(DirectoryHandle.class, node);
    }
  }

  @Test
  void noPathLeadsOut() throws Exception {
    Files.createSymbolicLink(folder.resolve("absolute"), temporary.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("up"), Path.of("../secret"));
    Files.createSymbolicLink(folder.resolve("a/up2"), Path.of("../../secret"));
    Files.createSymbolicLink(folder.resolve("outside"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("roundabout"), Path.of("a/b/../../../secret"));
    Files.createSymbolicLink(folder.resolve("out-and-in"), Path.of("../root/top"));
    for (String path :
        List.of(
            "..",
            "../secret",
            "../root/top",
            "a/../../secret",
            "a/b/../../../secret",
            "/",
            "/etc/passwd",
            temporary.resolve("secret").toString(),
            "absolute",
            "up",
            "a/up2",
            "outside",
            "outside/secret",
            "roundabout",
            "out-and-in")) {
      assertEquals(ErrorCode.NOT_PERMITTED, openCode(path, READ), path);
      assertEquals(ErrorCode.NOT_PERMITTED, openCode(path, CREATE), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.stat(path, true)), path);
      assertEquals(
          ErrorCode.NOT_PERMITTED,
          code(() -> root.setTimes(path, true, new NewTime.Now(), new NewTime.Now())),
          path);
    }
    for (String path : List.of("../new", "/new", "outside/new", "a/../../new")) {
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.createDirectory(path)), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.symlink("top", path)), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.link("top", root, path)), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.rename("top", root, path)), path);
      assertEquals(ErrorCode.NOT_PERMITTED, openCode(path, CREATE), path);
    }
    for (String path : List.of("../secret", "outside/secret")) {
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.unlink(path)), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.removeDirectory(path)), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.rename(path, root, "x")), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.link(path, root, "x")), path);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.readLink(path)), path);
    }
    assertEquals("secret", Files.readString(temporary.resolve("secret")));
    assertFalse(Files.exists(temporary.resolve("new")));
    assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.readLink("absolute")));
    assertEquals("../secret", root.readLink("up"));
  }

  @Test
  void aSubfolderIsAWallToo() throws Exception {
    try (OpenNode node = root.open("a", FOLDER)) {
      DirectoryHandle a = assertInstanceOf(DirectoryHandle.class, node);
      assertEquals(ErrorCode.NOT_PERMITTED, code(() -> a.stat("../top", true)));
      assertEquals(FileType.REGULAR_FILE, a.stat("b/../b/file", true).type());
    }
  }

  @Test
  void followsLinksInside() throws Exception {
    root.symlink("a/b", "dir");
    root.symlink("dir/file", "link");
    root.symlink("../../top", "a/b/back");
    root.symlink("a/b/", "slash");
    assertEquals("content", content("link"));
    assertEquals("content", content("dir/file"));
    assertEquals("top", content("dir/back"));
    assertEquals("content", content("slash/file"));
    assertEquals(FileType.DIRECTORY, root.stat("slash", true).type());
    assertEquals(FileType.SYMBOLIC_LINK, root.stat("link", false).type());
    assertEquals(FileType.REGULAR_FILE, root.stat("link", true).type());
    assertEquals(FileType.DIRECTORY, root.stat("dir/", false).type());
    assertEquals(ErrorCode.LOOP, openCode("link", NOFOLLOW));
    assertEquals("a/b", root.readLink("dir"));
    assertEquals(ErrorCode.INVALID, code(() -> root.readLink("top")));
    try (OpenNode node = root.open("dir", FOLDER)) {
      assertInstanceOf(DirectoryHandle.class, node);
    }
  }

  @Test
  void endlessLinksAreALoop() throws Exception {
    root.symlink("loop", "loop");
    root.symlink("ping", "pong");
    root.symlink("pong", "ping");
    root.symlink("grow/x", "grow");
    for (String path : List.of("loop", "ping", "grow", "loop/x", "ping/x")) {
      assertEquals(ErrorCode.LOOP, openCode(path, READ), path);
      assertEquals(ErrorCode.LOOP, code(() -> root.stat(path, true)), path);
    }
    assertEquals(FileType.SYMBOLIC_LINK, root.stat("loop", false).type());
    for (int i = 0; i < 41; i++) {
      root.symlink(i == 0 ? "top" : "chain" + (i - 1), "chain" + i);
    }
    assertEquals("top", content("chain39"));
    assertEquals(ErrorCode.LOOP, openCode("chain40", READ));
  }

  @Test
  void creates() throws Exception {
    try (OpenNode node = root.open("new", CREATE)) {
      FileHandle file = assertInstanceOf(FileHandle.class, node);
      byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
      assertEquals(5, file.write(bytes, 0, 2));
      assertEquals(4, file.append(bytes, 1));
      assertArrayEquals("\0\0helloello".getBytes(StandardCharsets.UTF_8), file.read(100, 0));
      assertEquals(0, file.read(100, 11).length);
      file.setSize(4);
      assertEquals(4, file.stat().size());
      file.setSize(6);
      assertArrayEquals("\0\0he\0\0".getBytes(StandardCharsets.UTF_8), file.read(100, 0));
      assertEquals(ErrorCode.INVALID, code(() -> file.setSize(-1)));
      assertEquals(ErrorCode.INVALID, code(() -> file.read(1, -1)));
      file.advise(0, 0, Advice.WILL_NEED);
      file.sync(true);
      file.sync(false);
    }
    assertEquals(ErrorCode.EXIST, openCode("new", EXCLUSIVE));
    assertEquals(ErrorCode.IS_DIRECTORY, openCode("fresh/", CREATE));
    assertEquals(ErrorCode.IS_DIRECTORY, openCode("a", CREATE));
    assertEquals(ErrorCode.IS_DIRECTORY, openCode(".", WRITE));
    root.symlink("dangling-target", "dangling");
    assertEquals(ErrorCode.NO_ENTRY, openCode("dangling", READ));
    assertEquals(ErrorCode.EXIST, openCode("dangling", EXCLUSIVE));
    root.open("dangling", CREATE).close();
    assertTrue(Files.isRegularFile(folder.resolve("dangling-target")));
    root.open("new", TRUNCATE).close();
    assertEquals(0, Files.size(folder.resolve("new")));
    assertEquals(ErrorCode.NO_ENTRY, openCode("missing", TRUNCATE));
  }

  @Test
  void onlyAFolderHasATrailingSlash() throws Exception {
    assertEquals(ErrorCode.NOT_DIRECTORY, openCode("top/", READ));
    assertEquals(ErrorCode.NOT_DIRECTORY, openCode("top///", READ));
    assertEquals(ErrorCode.NOT_DIRECTORY, openCode("top/x", READ));
    assertEquals(ErrorCode.NOT_DIRECTORY, openCode("top/.", READ));
    assertEquals(ErrorCode.NOT_DIRECTORY, openCode("top", FOLDER));
    assertEquals(ErrorCode.NOT_DIRECTORY, code(() -> root.stat("top/", true)));
    assertEquals(ErrorCode.NOT_DIRECTORY, code(() -> root.unlink("top/")));
    assertEquals(ErrorCode.IS_DIRECTORY, code(() -> root.unlink("a/")));
    assertEquals(ErrorCode.NO_ENTRY, code(() -> root.symlink("x", "new/")));
    assertEquals(ErrorCode.EXIST, code(() -> root.symlink("x", "a/")));
    assertEquals(ErrorCode.NOT_DIRECTORY, code(() -> root.symlink("x", "top/")));
    assertEquals(ErrorCode.NO_ENTRY, code(() -> root.link("top", root, "new/")));
    assertEquals(ErrorCode.NOT_DIRECTORY, code(() -> root.rename("top/", root, "new")));
    assertEquals(ErrorCode.NOT_DIRECTORY, code(() -> root.rename("top", root, "new/")));
    root.createDirectory("made/");
    root.rename("made/", root, "moved/");
    root.removeDirectory("moved/");
    assertFalse(Files.exists(folder.resolve("moved")));
  }

  @Test
  void refusesStrangePaths() {
    assertEquals(ErrorCode.NO_ENTRY, openCode("", READ));
    assertEquals(ErrorCode.INVALID, openCode("top\0", READ));
    assertEquals(ErrorCode.INVALID, code(() -> root.createDirectory("a\0b")));
    assertEquals(ErrorCode.NAME_TOO_LONG, openCode("x/".repeat(3000), READ));
    assertEquals(ErrorCode.NO_ENTRY, openCode("missing/x", READ));
    assertEquals(ErrorCode.NO_ENTRY, openCode("missing/../top", READ));
    assertEquals(ErrorCode.NOT_PERMITTED, openCode("a/".repeat(1) + "../".repeat(1300), READ));
  }

  @Test
  void removesAndRenames() throws Exception {
    assertEquals(ErrorCode.NOT_EMPTY, code(() -> root.removeDirectory("a")));
    assertEquals(ErrorCode.NOT_DIRECTORY, code(() -> root.removeDirectory("top")));
    assertEquals(ErrorCode.IS_DIRECTORY, code(() -> root.unlink("a")));
    assertEquals(ErrorCode.NO_ENTRY, code(() -> root.unlink("missing")));
    assertEquals(ErrorCode.EXIST, code(() -> root.createDirectory("a")));
    try (OpenNode node = root.open("a", FOLDER)) {
      DirectoryHandle a = assertInstanceOf(DirectoryHandle.class, node);
      root.rename("top", a, "b/moved");
      assertEquals("top", content("a/b/moved"));
      a.link("b/moved", root, "again");
      assertEquals(2, root.stat("again", false).links());
      assertEquals(a.stat("b/moved", false).identity(), root.stat("again", false).identity());
      assertNotEquals(a.stat("b", false).identity(), root.stat("again", false).identity());
    }
    assertEquals(ErrorCode.EXIST, code(() -> root.link("again", root, "a/b/moved")));
    assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.link("a", root, "linked")));
    assertEquals(ErrorCode.NOT_PERMITTED, code(() -> root.symlink("/etc", "etc")));
    root.unlink("again");
    root.symlink("a", "link");
    root.unlink("link");
    assertTrue(Files.isDirectory(folder.resolve("a")));
  }

  @Test
  void setsTimes() throws Exception {
    NewTime at = new NewTime.At(Instant.ofEpochSecond(1_000_000_000L, 123_000_000));
    root.setTimes("top", true, new NewTime.NoChange(), at);
    assertEquals(
        FileTime.from(Instant.ofEpochSecond(1_000_000_000L, 123_000_000)),
        Files.getLastModifiedTime(folder.resolve("top")));
    assertEquals(
        Instant.ofEpochSecond(1_000_000_000L, 123_000_000), root.stat("top", true).modified());
    try (OpenNode node = root.open("top", WRITE)) {
      node.setTimes(at, new NewTime.Now());
      FileStat stat = node.stat();
      assertEquals(Instant.ofEpochSecond(1_000_000_000L, 123_000_000), stat.accessed());
      assertNotEquals(Instant.ofEpochSecond(1_000_000_000L, 123_000_000), stat.modified());
    }
    try (OpenNode node = root.open("a", FOLDER)) {
      node.setTimes(at, at);
      node.sync(true);
      assertEquals(Instant.ofEpochSecond(1_000_000_000L, 123_000_000), node.stat().modified());
    }
  }

  @Test
  void listsABigFolder() throws Exception {
    Path big = Files.createDirectory(folder.resolve("big"));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String name = "n\u00fc" + i;
      Files.createFile(big.resolve(name));
      expected.add(name);
    }
    List<String> found = new ArrayList<>();
    try (OpenNode node = root.open("big", FOLDER);
        EntryStream entries = assertInstanceOf(DirectoryHandle.class, node).entries()) {
      for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
        assertEquals(FileType.REGULAR_FILE, entry.type());
        found.add(String.valueOf(entry.name()));
      }
    }
    found.sort(null);
    expected.sort(null);
    assertEquals(expected, found);
  }

  @Test
  void anEmptyFolderHasNoEntries() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    try (OpenNode node = root.open("empty", FOLDER);
        EntryStream entries = assertInstanceOf(DirectoryHandle.class, node).entries()) {
      assertEquals(null, entries.next());
      assertEquals(null, entries.next());
    }
  }

  @Test
  void aDeepTreeNeedsNoManyDescriptors() throws Exception {
    String path = String.join("/", Arrays.asList("d".repeat(200).split("")));
    Path deepest = folder;
    for (int i = 0; i < 200; i++) {
      deepest = deepest.resolve("d");
    }
    Files.createDirectories(deepest);
    assertEquals(FileType.DIRECTORY, root.stat(path, true).type());
    assertEquals(FileType.DIRECTORY, root.stat(path + "/../..", true).type());
  }
}

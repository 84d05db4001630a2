package dev.wasmc.wasi;

import static dev.wasmc.wasi.Guest.bytes;
import static dev.wasmc.wasi.Guest.field;
import static dev.wasmc.wasi.Guest.number;
import static dev.wasmc.wasi.Guest.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wasmc.component.values.Value;
import dev.wasmc.wasi.filesystem.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FilesystemTest {
  private static final String TYPES = "filesystem/types";
  private static final int CLOSED = 1;

  private static final Value NO_FLAGS = new Value.Flags(0);
  private static final Value FOLLOW = new Value.Flags(1);
  private static final Value CREATE = new Value.Flags(1);
  private static final Value DIRECTORY = new Value.Flags(2);
  private static final Value TRUNCATE = new Value.Flags(8);
  private static final Value READ = new Value.Flags(1);
  private static final Value WRITE = new Value.Flags(2);
  private static final Value READ_WRITE = new Value.Flags(3);
  private static final Value NOW = new Value.Variant(1, null);

  @TempDir private Path folder;
  private Guest guest = new Guest(WasiConfig.builder());
  private Value root = Value.none();

  FilesystemTest() throws IOException {}

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("file"), "content");
    Files.createDirectory(folder.resolve("sub"));
    grant(false);
  }

  private void grant(boolean readOnly) throws IOException {
    guest.close();
    guest = new Guest(WasiConfig.builder().preopen(folder, "/data", readOnly).openFiles(4));
    root = field(directories().getFirst(), 0);
  }

  private List<Value> directories() {
    return ((Value.ListOf) guest.call("filesystem/preopens", "get-directories")).elements();
  }

  @AfterEach
  void close() {
    guest.close();
  }

  private Value ok(String method, Value... arguments) {
    return guest.ok(TYPES, "[method]descriptor." + method, arguments);
  }

  private ErrorCode code(String method, Value... arguments) {
    return guest.code("[method]descriptor." + method, arguments);
  }

  private Value open(String path, Value openFlags, Value flags) {
    return ok("open-at", root, FOLLOW, Value.of(path), openFlags, flags);
  }

  @Test
  void tellsGrantedFolders() {
    assertEquals(Value.of("/data"), field(directories().getFirst(), 1));
    assertEquals(new Value.Flags(33), ok("get-flags", root));
    assertEquals(new Value.Variant(3, null), ok("get-type", root));
    assertEquals(
        new Value.Bool(true),
        guest.call(
            TYPES, "[method]descriptor.is-same-object", root, field(directories().getFirst(), 0)));
  }

  @Test
  void readsAndWritesAtOffsets() throws Exception {
    Value file = open("new", CREATE, READ_WRITE);
    assertEquals(5, number(ok("write", file, bytes("hello"), Value.of(1))));
    Value read = ok("read", file, Value.of(100), Value.of(0));
    assertEquals("\0hello", text(field(read, 0)));
    assertEquals(new Value.Bool(false), field(read, 1));
    assertEquals(new Value.Bool(true), field(ok("read", file, Value.of(9), Value.of(6)), 1));
    ok("set-size", file, Value.of(3));
    assertEquals(3, Files.size(folder.resolve("new")));
    assertEquals(3, number(field(ok("stat", file), 2)));
    assertEquals(new Value.Flags(3), ok("get-flags", file));
    byte[] large = new byte[200_000];
    assertEquals(200_000, number(ok("write", file, new Value.Bytes(large), Value.of(0))));
    Value chunk = field(ok("read", file, Value.of(-1), Value.of(0)), 0);
    assertEquals(64 * 1024, ((Value.Bytes) chunk).bytes().length);
    assertEquals(ErrorCode.INVALID, code("write", file, bytes("x"), Value.of(-1)));
    assertEquals(ErrorCode.INVALID, code("advise", file, Value.of(-1), Value.of(0), NOW));
    ok("advise", file, Value.of(0), Value.of(0), NOW);
    ok("sync", file);
    ok("sync-data", root);
  }

  @Test
  void streamsOutliveTheirDescriptor() throws Exception {
    Value file = open("new", CREATE, READ_WRITE);
    Value out = ok("write-via-stream", file, Value.of(2));
    Value end = ok("append-via-stream", file);
    Value in = ok("read-via-stream", file, Value.of(0));
    guest.drop(TYPES, "descriptor", file);
    String write = "[method]output-stream.blocking-write-and-flush";
    guest.ok("io/streams", write, out, bytes("one"));
    guest.ok("io/streams", write, end, bytes("two"));
    guest.ok("io/streams", write, out, bytes("T"));
    String read = "[method]input-stream.blocking-read";
    assertEquals("\0\0one", text(guest.ok("io/streams", read, in, Value.of(5))));
    assertEquals("Two", text(guest.ok("io/streams", read, in, Value.of(5))));
    assertEquals(CLOSED, guest.streamError(read, in, Value.of(5)).discriminant());
    guest.drop("io/streams", "input-stream", in);
    guest.drop("io/streams", "output-stream", out);
    guest.drop("io/streams", "output-stream", end);
  }

  @Test
  void tellsWhyAStreamFailed() {
    Value file = open("file", NO_FLAGS, WRITE);
    Value in = ok("read-via-stream", file, Value.of(0));
    Value.Variant failed = guest.streamError("[method]input-stream.read", in, Value.of(1));
    Value error = assertInstanceOf(Value.Handle.class, failed.payload());
    assertEquals(
        Value.some(new Value.Variant(3, null)), guest.call(TYPES, "filesystem-error-code", error));
    assertEquals(
        CLOSED, guest.streamError("[method]input-stream.read", in, Value.of(1)).discriminant());
  }

  @Test
  void aFolderGrantedForReadingRefusesEveryChange() throws Exception {
    grant(true);
    assertEquals(new Value.Flags(1), ok("get-flags", root));
    Value file = open("file", NO_FLAGS, READ);
    Value sub = open("sub", DIRECTORY, READ);
    Value x = Value.of("x");
    Value name = Value.of("file");
    assertEquals("content", text(field(ok("read", file, Value.of(100), Value.of(0)), 0)));
    List<ErrorCode> codes =
        List.of(
            code("open-at", root, FOLLOW, name, NO_FLAGS, WRITE),
            code("open-at", root, FOLLOW, name, TRUNCATE, READ),
            code("open-at", root, FOLLOW, x, CREATE, READ),
            code("open-at", sub, FOLLOW, x, CREATE, READ),
            code("write", file, bytes("x"), Value.of(0)),
            code("write-via-stream", file, Value.of(0)),
            code("append-via-stream", file),
            code("set-size", file, Value.of(0)),
            code("set-times", file, NOW, NOW),
            code("set-times", root, NOW, NOW),
            code("set-times-at", root, FOLLOW, name, NOW, NOW),
            code("create-directory-at", root, x),
            code("remove-directory-at", root, Value.of("sub")),
            code("unlink-file-at", root, name),
            code("symlink-at", root, name, x),
            code("link-at", root, NO_FLAGS, name, root, x),
            code("rename-at", root, name, root, x),
            code("rename-at", root, name, sub, x));
    codes.forEach(code -> assertEquals(ErrorCode.NOT_PERMITTED, code));
    assertEquals("content", Files.readString(folder.resolve("file")));
  }

  @Test
  void tellsFilesFromFolders() {
    Value file = open("file", NO_FLAGS, READ);
    assertEquals(ErrorCode.IS_DIRECTORY, code("read-via-stream", root, Value.of(0)));
    assertEquals(ErrorCode.BAD_DESCRIPTOR, code("read", root, Value.of(1), Value.of(0)));
    assertEquals(ErrorCode.BAD_DESCRIPTOR, code("set-size", root, Value.of(1)));
    assertEquals(ErrorCode.NOT_DIRECTORY, code("read-directory", file));
    assertEquals(ErrorCode.NOT_DIRECTORY, code("stat-at", file, FOLLOW, Value.of("x")));
    assertEquals(
        ErrorCode.INVALID,
        code("open-at", root, FOLLOW, Value.of("sub"), new Value.Flags(3), READ));
    assertEquals(
        ErrorCode.IS_DIRECTORY, code("open-at", root, FOLLOW, Value.of("sub"), NO_FLAGS, WRITE));
    assertEquals(
        ErrorCode.INVALID, code("link-at", root, FOLLOW, Value.of("file"), root, Value.of("x")));
    Value far = new Value.Variant(2, new Value.Record(List.of(Value.of(-1), Value.of(0))));
    assertEquals(ErrorCode.OVERFLOW, code("set-times", file, far, NOW));
  }

  @Test
  void theSameObjectHasTheSameHash() {
    Value file = open("file", NO_FLAGS, READ_WRITE);
    Value hash = ok("metadata-hash", file);
    assertEquals(hash, ok("metadata-hash-at", root, FOLLOW, Value.of("file")));
    assertNotEquals(hash, ok("metadata-hash", root));
    ok("write", file, bytes("other"), Value.of(0));
    assertEquals(hash, ok("metadata-hash", file));
  }

  @Test
  void opensNoMoreThanTheLimit() throws Exception {
    Value first = open("file", NO_FLAGS, READ);
    open("file", NO_FLAGS, READ);
    open("sub", DIRECTORY, READ);
    Value entries = ok("read-directory", root);
    assertEquals(
        ErrorCode.INSUFFICIENT_MEMORY,
        code("open-at", root, FOLLOW, Value.of("file"), NO_FLAGS, READ));
    assertEquals(ErrorCode.INSUFFICIENT_MEMORY, code("read-directory", root));
    guest.drop(TYPES, "descriptor", first);
    guest.drop(TYPES, "directory-entry-stream", entries);
    open("file", NO_FLAGS, READ);
    open("file", NO_FLAGS, READ);
    directories();
  }

  @Test
  void everythingIsClosedAtTheEnd() throws Exception {
    Path own = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(own));
    guest.close();
    long before = count(own);
    for (int i = 0; i < 3; i++) {
      grant(false);
      open("file", NO_FLAGS, READ);
      ok("read-directory", root);
      code("open-at", root, FOLLOW, Value.of("sub/../missing/x"), NO_FLAGS, READ);
    }
    guest.close();
    assertEquals(before, count(own));
  }

  private static long count(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.count();
    }
  }

  @Test
  void listsTypesAndRefusesNamesThatAreNoText() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "mkdir list && cd list && mkfifo pipe && ln -s x link && : > \"$(printf '\\377')\"")
            .directory(folder.toFile())
            .start();
    assertEquals(0, process.waitFor());
    Value entries = ok("read-directory", open("list", DIRECTORY, READ));
    String next = "[method]directory-entry-stream.read-directory-entry";
    int links = 0;
    int pipes = 0;
    int failures = 0;
    for (int i = 0; i < 3; i++) {
      Value.Variant result = (Value.Variant) guest.call(TYPES, next, entries);
      if (result.equals(Value.error(new Value.Variant(9, null)))) {
        failures++;
      } else {
        Value entry = assertInstanceOf(Value.Variant.class, result.payload()).payload();
        Value.Record fields = assertInstanceOf(Value.Record.class, entry);
        links += fields.equals(entry(5, "link")) ? 1 : 0;
        pipes += fields.equals(entry(4, "pipe")) ? 1 : 0;
      }
    }
    assertEquals(List.of(1, 1, 1), List.of(links, pipes, failures));
    assertEquals(Value.none(), guest.ok(TYPES, next, entries));
    Value pipe = open("list/pipe", NO_FLAGS, READ);
    assertEquals(ErrorCode.INVALID_SEEK, code("read", pipe, Value.of(1), Value.of(0)));
  }

  private static Value entry(int type, String name) {
    return new Value.Record(List.of(new Value.Variant(type, null), Value.of(name)));
  }

  @Test
  void nothingIsRenamedFromOneFileSystemIntoAnother() throws Exception {
    guest.close();
    Path archive = folder.resolve("archive.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      guest =
          new Guest(
              WasiConfig.builder()
                  .preopen(folder, "/data", false)
                  .preopen(zip.getPath("/"), "/zip", false));
      root = field(directories().getFirst(), 0);
      Value other = field(directories().getLast(), 0);
      Value file = Value.of("file");
      assertEquals(ErrorCode.CROSS_DEVICE, code("rename-at", root, file, other, file));
      assertEquals(ErrorCode.CROSS_DEVICE, code("link-at", root, NO_FLAGS, file, other, file));
      guest.close();
    }
    assertEquals("content", Files.readString(folder.resolve("file")));
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThrows(
        IOException.class,
        () -> new Guest(WasiConfig.builder().preopen(folder.resolve("no"), "/", true)));
  }
}

package dev.wasmc.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder stays a wall while another program puts links in place of its subfolders and files. */
class LinkSwapTest {
  private static final long NANOS = 2_000_000_000L;
  private static final String INSIDE = "inside";
  private static final String OUTSIDE = "outside";
  private static final FileTime OLD = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path temporary;

  private final Map<ErrorCode, Integer> failures = new EnumMap<>(ErrorCode.class);
  private int successes;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue(Folders.BY_DESCRIPTOR);
    for (String name : List.of(INSIDE, OUTSIDE)) {
      Files.createDirectories(temporary.resolve(name).resolve("sub"));
    }
    Path inside = temporary.resolve(INSIDE);
    Files.createDirectory(inside.resolve("swapped"));
    Files.writeString(inside.resolve("swapped/file"), INSIDE);
    Files.writeString(inside.resolve("file"), INSIDE);
    Files.createSymbolicLink(inside.resolve("link-out"), Path.of("../outside"));
    Files.createSymbolicLink(inside.resolve("link-in"), Path.of("swapped"));
    Files.writeString(temporary.resolve(OUTSIDE).resolve("file"), OUTSIDE);
    for (String name : List.of("file", "sub", "")) {
      Files.setLastModifiedTime(temporary.resolve(OUTSIDE).resolve(name), OLD);
    }
  }

  /** Between two states: a folder and a file of the granted folder, or links out of it. */
  private void swap(Path inside) throws IOException {
    Path kept = inside.resolve("kept");
    Path swapped = inside.resolve("swapped");
    while (!Thread.interrupted()) {
      Files.move(swapped, kept);
      Files.move(inside.resolve("link-out"), swapped);
      Files.move(swapped, inside.resolve("link-out"));
      Files.move(kept, swapped);
      Path link = inside.resolve("new-link");
      Files.createSymbolicLink(link, temporary.resolve(OUTSIDE).resolve("file"));
      Files.move(link, inside.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
      Path file = inside.resolve("new-file");
      Files.writeString(file, INSIDE);
      Files.move(file, inside.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @FunctionalInterface
  private interface Operation {
    void run() throws FileException;
  }

  private void attempt(Operation operation) {
    try {
      operation.run();
      successes++;
    } catch (FileException e) {
      failures.merge(e.code(), 1, Integer::sum);
    }
  }

  @Test
  void nothingOutsideIsReadOrChanged() throws Exception {
    Path inside = temporary.resolve(INSIDE);
    Thread swapper =
        Thread.ofPlatform()
            .start(() -> {
              try {
                swap(inside);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try (DirectoryHandle root = PosixDirectory.open(inside)) {
      long end = System.nanoTime() + NANOS;
      for (int i = 0; System.nanoTime() - end < 0; i++) {
        String name = "swapped/made" + i;
        attempt(() -> read(root, "swapped/file"));
        attempt(() -> read(root, "link-in/file"));
        attempt(() -> read(root, "swapped/../swapped/file"));
        attempt(() -> read(root, "file"));
        attempt(() -> write(root, "file"));
        attempt(() -> write(root, "swapped/file"));
        attempt(() -> root.open(name, DirectoryHandleTest.CREATE).close());
        attempt(() -> root.unlink(name));
        attempt(() -> root.createDirectory(name));
        attempt(() -> root.removeDirectory(name));
        attempt(() -> root.symlink("file", name));
        attempt(() -> root.rename(name, root, "swapped/renamed"));
        attempt(() -> root.unlink("swapped/renamed"));
        attempt(() -> root.removeDirectory("swapped/sub"));
        attempt(() -> root.setTimes("swapped/file", true, now(), now()));
        attempt(() -> root.setTimes("file", true, now(), now()));
        attempt(() -> root.setTimes("swapped", true, now(), now()));
        attempt(() -> list(root));
      }
    } finally {
      swapper.interrupt();
      swapper.join();
    }
    Path outside = temporary.resolve(OUTSIDE);
    assertEquals(OUTSIDE, Files.readString(outside.resolve("file")));
    try (Stream<Path> left = Files.list(outside)) {
      assertEquals(2, left.count());
    }
    for (String name : List.of("file", "sub", "")) {
      assertEquals(OLD, Files.getLastModifiedTime(outside.resolve(name)));
    }
    assertTrue(successes > 100, () -> "too few successes: " + successes);
    assertTrue(
        failures.getOrDefault(ErrorCode.NOT_PERMITTED, 0) > 10, () -> "too few swaps: " + failures);
  }

  private static NewTime now() {
    return new NewTime.Now();
  }

  private static void read(DirectoryHandle root, String path) throws FileException {
    try (OpenNode node = root.open(path, DirectoryHandleTest.READ)) {
      byte[] bytes = assertInstanceOf(FileHandle.class, node).read(100, 0);
      assertTrue(!new String(bytes, StandardCharsets.UTF_8).equals(OUTSIDE));
    }
  }

  private static void write(DirectoryHandle root, String path) throws FileException {
    try (OpenNode node = root.open(path, DirectoryHandleTest.WRITE)) {
      byte[] bytes = INSIDE.getBytes(StandardCharsets.UTF_8);
      assertEquals(bytes.length, assertInstanceOf(FileHandle.class, node).write(bytes, 0, 0));
    }
  }

  private static void list(DirectoryHandle root) throws FileException {
    try (OpenNode node = root.open("swapped", DirectoryHandleTest.FOLDER);
        EntryStream entries = assertInstanceOf(DirectoryHandle.class, node).entries()) {
      for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
        assertTrue(!"sub".equals(entry.name()));
      }
    }
  }
}

package dev.wasmc.wasi.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Java tells and changes about what a path names. Never follows a link at its end. */
final class PathNode {
  private PathNode() {}

  static FileStat stat(Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object key = attributes.fileKey();
    return new FileStat(
        type(attributes),
        links(path),
        attributes.size(),
        attributes.lastAccessTime().toInstant(),
        attributes.lastModifiedTime().toInstant(),
        null,
        key == null ? path : key);
  }

  private static FileType type(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return FileType.DIRECTORY;
    }
    if (attributes.isSymbolicLink()) {
      return FileType.SYMBOLIC_LINK;
    }
    return attributes.isRegularFile() ? FileType.REGULAR_FILE : FileType.UNKNOWN;
  }

  private static long links(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return 1;
    }
    Object links = Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    return ((Number) Objects.requireNonNull(links)).longValue();
  }

  static void setTimes(Path path, NewTime access, NewTime modification) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(fileTime(modification), fileTime(access), null);
  }

  private static @Nullable FileTime fileTime(NewTime time) {
    return switch (time) {
      case NewTime.NoChange() -> null;
      case NewTime.Now() -> FileTime.from(Instant.now());
      case NewTime.At(Instant at) -> FileTime.from(at);
    };
  }
}

package dev.wasmc.wasi.filesystem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens folders in the safest way that this machine has. */
final class Folders {
  /** Whether this is a machine that {@link Linux} knows. */
  static final boolean BY_DESCRIPTOR =
      System.getProperty("os.name", "").equals("Linux")
          && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch", ""));

  private static final int NO_DESCRIPTOR = -1;

  private Folders() {}

  /**
   * On Linux a folder is opened by descriptor, elsewhere by path; the difference is told at {@link
   * PosixWalk} and {@link PathDirectory}. There is no silent step down on Linux.
   */
  static DirectoryHandle open(Path folder) throws IOException {
    try {
      if (!BY_DESCRIPTOR || !folder.getFileSystem().equals(FileSystems.getDefault())) {
        return PathDirectory.open(folder);
      }
      String reason = Library.UNUSABLE;
      if (reason != null) {
        throw new FileSystemException(folder.toString(), null, reason);
      }
      return PosixDirectory.open(folder);
    } catch (FileException e) {
      throw new FileSystemException(folder.toString(), null, reason(e.code()));
    }
  }

  private static String reason(ErrorCode code) {
    return switch (code) {
      case NO_ENTRY -> "there is no such folder";
      case NOT_DIRECTORY -> "it is no folder";
      case ACCESS -> "permission denied";
      default -> code.label();
    };
  }

  /** Tries the C library once, when the first folder is opened. */
  private static final class Library {
    static final @Nullable String UNUSABLE = probe();

    private static @Nullable String probe() {
      try {
        Linux.close(NO_DESCRIPTOR);
        return null;
      } catch (LinkageError e) {
        return e.getCause() instanceof IllegalCallerException
            ? "folders need native access: run java with"
                + " --enable-native-access=dev.wasmc.runtime, or ALL-UNNAMED from a class path"
            : "the C library lacks what folders need: " + e.getCause();
      }
    }
  }
}

package dev.wasmc.wasi.filesystem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Opens folders in the safest way that this machine has. */
final class Folders {
  private Folders() {}

  /**
   * On Linux a folder is opened by descriptor, elsewhere by path; the difference is told at {@link
   * PosixWalk} and {@link PathDirectory}. There is no silent step down on Linux.
   */
  static DirectoryHandle open(Path folder) throws IOException {
    boolean linux =
        LibC.fits(System.getProperty("os.name", ""), System.getProperty("os.arch", ""))
            && folder.getFileSystem().equals(FileSystems.getDefault());
    try {
      return linux ? openByDescriptor(folder) : PathDirectory.open(folder);
    } catch (FileException e) {
      throw new FileSystemException(folder.toString(), null, e.code().label());
    }
  }

  private static DirectoryHandle openByDescriptor(Path folder) throws FileException, IOException {
    try {
      return PosixDirectory.open(folder);
    } catch (LinkageError | IllegalCallerException e) {
      Throwable cause = e instanceof ExceptionInInitializerError ? e.getCause() : e;
      throw new FileSystemException(
          folder.toString(),
          null,
          "folders need native access; run java with --enable-native-access=dev.wasmc.runtime"
              + " or, from a class path, ALL-UNNAMED ("
              + cause
              + ")");
    }
  }
}

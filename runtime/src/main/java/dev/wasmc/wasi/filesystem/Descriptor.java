package dev.wasmc.wasi.filesystem;

import org.jspecify.annotations.Nullable;

/**
 * The resource {@code descriptor}.
 *
 * @param mayWrite whether the folder that this was reached from was granted for writing
 * @param flags what {@code get-flags} answers
 */
record Descriptor(Shared<? extends OpenNode> shared, boolean mayWrite, int flags) {
  static final int READ = 1;
  static final int WRITE = 1 << 1;
  static final int FILE_INTEGRITY_SYNC = 1 << 2;
  static final int DATA_INTEGRITY_SYNC = 1 << 3;
  static final int REQUESTED_WRITE_SYNC = 1 << 4;
  static final int MUTATE_DIRECTORY = 1 << 5;

  OpenNode node() {
    return shared.node();
  }

  FileHandle file() throws FileException {
    return file(ErrorCode.BAD_DESCRIPTOR);
  }

  FileHandle file(ErrorCode otherwise) throws FileException {
    if (node() instanceof FileHandle file) {
      return file;
    }
    throw new FileException(otherwise);
  }

  DirectoryHandle directory() throws FileException {
    if (node() instanceof DirectoryHandle directory) {
      return directory;
    }
    throw new FileException(ErrorCode.NOT_DIRECTORY);
  }

  void requireMayWrite() throws FileException {
    if (!mayWrite) {
      throw new FileException(ErrorCode.NOT_PERMITTED);
    }
  }

  void drop() {
    shared.release();
  }

  /** Two descriptors are the same resource only if they are the same object. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

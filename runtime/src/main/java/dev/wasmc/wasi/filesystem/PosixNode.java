package dev.wasmc.wasi.filesystem;

/** What files and folders have in common by their descriptors. */
abstract class PosixNode {
  private final int descriptor;
  private boolean closed;

  PosixNode(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Throws once it is closed. */
  final int descriptor() throws FileException {
    if (closed) {
      throw new FileException(ErrorCode.BAD_DESCRIPTOR);
    }
    return descriptor;
  }

  public final FileStat stat() throws FileException {
    return Linux.stat(descriptor());
  }

  public final void setTimes(NewTime access, NewTime modification) throws FileException {
    Linux.futimens(descriptor(), access, modification);
  }

  public final void sync(boolean metadata) throws FileException {
    if (metadata) {
      Linux.fsync(descriptor());
    } else {
      Linux.fdatasync(descriptor());
    }
  }

  public final void close() {
    if (!closed) {
      closed = true;
      Linux.close(descriptor);
    }
  }
}

package dev.wasmc.wasi.filesystem;

import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.wasi.io.OutputSink;
import dev.wasmc.wasi.io.StreamException;

/** Writes a file from some offset on, or at its end. Keeps the file open. */
final class FileSink extends OutputSink {
  private static final long AT_END = -1;

  private final Shared<? extends OpenNode> shared;
  private final FileHandle file;
  private long offset;

  private FileSink(Shared<? extends OpenNode> shared, FileHandle file, long offset) {
    this.shared = shared;
    this.file = file;
    this.offset = offset;
  }

  /**
   * @param shared of the file; this takes over one use of it
   * @param offset not negative
   */
  static FileSink at(Shared<? extends OpenNode> shared, FileHandle file, long offset) {
    return new FileSink(shared, file, offset);
  }

  /**
   * @param shared of the file; this takes over one use of it
   */
  static FileSink atEnd(Shared<? extends OpenNode> shared, FileHandle file) {
    return new FileSink(shared, file, AT_END);
  }

  @Override
  protected void put(HostContext context, byte[] bytes) throws StreamException {
    try {
      int start = 0;
      while (start < bytes.length) {
        if (offset == AT_END) {
          start += file.append(bytes, start);
        } else {
          int count = file.write(bytes, start, offset);
          start += count;
          offset += count;
        }
      }
    } catch (FileException e) {
      throw StreamException.failed(new FileFailure(e.code()));
    }
  }

  /** Nothing is held back: what is written is the system's at once. */
  @Override
  protected void pass(HostContext context) {}

  @Override
  public void close() {
    shared.release();
  }
}

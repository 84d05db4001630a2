package dev.wasmc.wasi.filesystem;

import dev.wasmc.wasi.io.InputSource;
import dev.wasmc.wasi.io.Pollable;
import dev.wasmc.wasi.io.StreamException;

/** Reads a file from some offset on. Keeps the file open. Closed for good at the file's end. */
final class FileSource extends InputSource {
  private static final byte[] NOTHING = {};

  private final Shared<? extends OpenNode> shared;
  private final FileHandle file;
  private long offset;
  private boolean closed;

  /**
   * @param shared of the file; this takes over one use of it
   */
  FileSource(Shared<? extends OpenNode> shared, FileHandle file, long offset) {
    this.shared = shared;
    this.file = file;
    this.offset = offset;
  }

  @Override
  public byte[] read(int most) throws StreamException {
    if (closed) {
      throw StreamException.closed();
    }
    if (most == 0) {
      return NOTHING;
    }
    byte[] bytes;
    try {
      bytes = file.read(most, offset);
    } catch (FileException e) {
      closed = true;
      throw StreamException.failed(new FileFailure(e.code()));
    }
    if (bytes.length == 0) {
      closed = true;
      throw StreamException.closed();
    }
    offset += bytes.length;
    return bytes;
  }

  @Override
  public Pollable pollable() {
    return Pollable.READY;
  }

  @Override
  public void close() {
    shared.release();
  }
}

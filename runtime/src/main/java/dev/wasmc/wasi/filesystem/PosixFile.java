package dev.wasmc.wasi.filesystem;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A file by its descriptor. */
final class PosixFile extends PosixNode implements FileHandle {
  /** Memory that calls pass data through; one for all files of a host. */
  static final class Buffer {
    private final MemorySegment segment = Arena.ofAuto().allocate(MAX_CHUNK);
  }

  private final int statusFlags;
  private final Buffer buffer;

  /**
   * @param statusFlags those that {@code fcntl} can change, as the file was opened with
   */
  PosixFile(int descriptor, int statusFlags, Buffer buffer) {
    super(descriptor);
    this.statusFlags = statusFlags;
    this.buffer = buffer;
  }

  @Override
  public byte[] read(int most, long offset) throws FileException {
    synchronized (buffer) {
      int count = Linux.pread(descriptor(), buffer.segment, most, offset);
      return buffer.segment.asSlice(0, count).toArray(JAVA_BYTE);
    }
  }

  @Override
  public int write(byte[] bytes, int start, long offset) throws FileException {
    synchronized (buffer) {
      return Linux.pwrite(descriptor(), buffer.segment, fill(bytes, start), offset);
    }
  }

  @Override
  public int append(byte[] bytes, int start) throws FileException {
    synchronized (buffer) {
      // Only for this call, since Linux lets O_APPEND overrule the offset of pwrite.
      Linux.setStatusFlags(descriptor(), statusFlags | Linux.O_APPEND);
      try {
        return Linux.write(descriptor(), buffer.segment, fill(bytes, start));
      } finally {
        Linux.setStatusFlags(descriptor(), statusFlags);
      }
    }
  }

  private int fill(byte[] bytes, int start) {
    int count = Math.min(bytes.length - start, MAX_CHUNK);
    MemorySegment.copy(bytes, start, buffer.segment, JAVA_BYTE, 0, count);
    return count;
  }

  @Override
  public void setSize(long size) throws FileException {
    Linux.ftruncate(descriptor(), size);
  }

  @Override
  public void advise(long offset, long length, Advice advice) throws FileException {
    Linux.fadvise(descriptor(), offset, length, advice);
  }
}

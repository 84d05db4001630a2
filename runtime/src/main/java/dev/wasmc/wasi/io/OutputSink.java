package dev.wasmc.wasi.io;

import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostTrapException;

/**
 * The resource {@code wasi:io/streams.output-stream}, for a destination that is written on the
 * guest's thread and so is ready whenever it is open. Used by one guest thread at a time.
 */
public abstract class OutputSink {
  /** What {@code check-write} permits. */
  public static final int MAX_WRITE = 64 * 1024;

  private long permitted;
  private boolean closed;

  /** For implementations. */
  protected OutputSink() {}

  /** Writes all the bytes, or fails. */
  protected abstract void put(HostContext context, byte[] bytes) throws StreamException;

  /** Passes on what {@link #put} left in buffers. */
  protected abstract void pass(HostContext context) throws StreamException;

  /** Called when a guest drops its handle. */
  public void close() {}

  final long checkWrite() throws StreamException {
    requireOpen();
    permitted = MAX_WRITE;
    return permitted;
  }

  /**
   * @throws HostTrapException for more than is left of what {@link #checkWrite} permitted
   */
  final void write(HostContext context, byte[] bytes) throws StreamException {
    requirePermit(bytes.length);
    permitted -= bytes.length;
    writeUnchecked(context, bytes);
  }

  /** Like {@link #write} of that many zeroes. */
  final void writeZeroes(HostContext context, long count) throws StreamException {
    requirePermit(count);
    write(context, new byte[(int) count]);
  }

  final void writeAndFlush(HostContext context, byte[] bytes) throws StreamException {
    writeUnchecked(context, bytes);
    flush(context);
  }

  final void flush(HostContext context) throws StreamException {
    requireOpen();
    try {
      pass(context);
    } catch (StreamException e) {
      closed = true;
      throw e;
    }
  }

  private void writeUnchecked(HostContext context, byte[] bytes) throws StreamException {
    requireOpen();
    if (bytes.length == 0) {
      return;
    }
    try {
      put(context, bytes);
    } catch (StreamException e) {
      closed = true;
      throw e;
    }
  }

  private void requireOpen() throws StreamException {
    if (closed) {
      throw StreamException.closed();
    }
  }

  private void requirePermit(long bytes) throws StreamException {
    requireOpen();
    if (Long.compareUnsigned(bytes, permitted) > 0) {
      throw new HostTrapException(new IoProblem.WriteNotPermitted(bytes, permitted));
    }
  }
}

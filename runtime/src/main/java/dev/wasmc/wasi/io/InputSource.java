package dev.wasmc.wasi.io;

import dev.wasmc.runtime.host.HostContext;
import java.util.List;

/** The resource {@code wasi:io/streams.input-stream}. Used by one guest thread at a time. */
public abstract class InputSource {
  /** The most bytes that one read returns. */
  public static final int MAX_READ = 64 * 1024;

  /** For implementations. */
  protected InputSource() {}

  /**
   * Does not wait.
   *
   * @param most 0 to {@link #MAX_READ}
   * @return empty if there is nothing yet; not changed afterwards
   */
  public abstract byte[] read(int most) throws StreamException;

  /** Ready when {@link #read} would return something or fail. */
  public abstract Pollable pollable();

  /** Called when a guest drops its handle. */
  public void close() {}

  /** Like {@link #read}, but waits until there is a byte or a failure; not where none is wanted. */
  final byte[] blockingRead(HostContext context, int most) throws StreamException {
    while (true) {
      // Asks before it waits, so that a source that reads ahead knows how much is wanted.
      byte[] bytes = read(most);
      if (bytes.length > 0 || most == 0) {
        return bytes;
      }
      Waiter.await(context, List.of(pollable()));
    }
  }
}

package dev.wasmc.wasi.io;

import dev.wasmc.runtime.host.HostContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Set;

/**
 * Writes to a Java stream.
 *
 * <p>A destination that nobody drains holds the guest's thread, and ends with the guest's time
 * limit only if the stream's writes can be interrupted, as those of a {@code FileChannel} can.
 */
public final class JavaSink extends OutputSink {
  /** Java has only these texts to tell a reader that has gone from other failures. */
  private static final Set<String> READER_IS_GONE =
      Set.of("Broken pipe", "Pipe closed", "Pipe broken", "Read end dead", "Stream closed");

  private final OutputStream out;

  /**
   * @param out stays open; a {@link PrintStream} hides why it failed, and is then taken for closed
   */
  public JavaSink(OutputStream out) {
    this.out = out;
  }

  @Override
  protected void put(HostContext context, byte[] bytes) throws StreamException {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw failure(context, e);
    }
  }

  @Override
  protected void pass(HostContext context) throws StreamException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(context, e);
    }
    if (out instanceof PrintStream print && print.checkError()) {
      throw StreamException.closed();
    }
  }

  private static StreamException failure(HostContext context, IOException e) {
    if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
      throw Waiter.interrupted(context);
    }
    String message = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    return e instanceof ClosedChannelException || READER_IS_GONE.contains(message)
        ? StreamException.closed()
        : StreamException.failed(new IoError.Failure(message));
  }
}

package dev.wasmc.wasi.io;

import dev.wasmc.component.values.Value;
import org.jspecify.annotations.Nullable;

/** An operation on a stream failed: {@code wasi:io/streams.stream-error}. Has no stack trace. */
public final class StreamException extends Exception {
  private static final long serialVersionUID = 1;

  private static final int LAST_OPERATION_FAILED = 0;
  private static final int CLOSED = 1;

  private final transient @Nullable IoError error;

  private StreamException(@Nullable IoError error) {
    super(error == null ? "closed" : error.debugString(), null, false, false);
    this.error = error;
  }

  public static StreamException closed() {
    return new StreamException(null);
  }

  /** The stream is closed from now on. */
  public static StreamException failed(IoError error) {
    return new StreamException(error);
  }

  /** The case of {@code stream-error} for this. */
  public Value toValue() {
    return error == null
        ? new Value.Variant(CLOSED, null)
        : new Value.Variant(LAST_OPERATION_FAILED, new Value.Handle(error));
  }
}

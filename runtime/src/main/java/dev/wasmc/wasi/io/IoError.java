package dev.wasmc.wasi.io;

/** The resource {@code wasi:io/error.error}: why an operation on a stream failed. */
public interface IoError {
  /** For people; a guest cannot rely on it. */
  String debugString();

  /** A failure of a Java stream, which has nothing but a text. */
  record Failure(String debugString) implements IoError {}
}

package dev.wasmc.source;

/** Where a diagnostic points. */
public sealed interface Place {
  /** A range of a text. */
  record InText(SourceFile file, Span span) implements Place {}

  /**
   * A position in a binary.
   *
   * @param file the name the user knows the binary by
   * @param offset in bytes from the start of the file
   */
  record InBytes(String file, long offset) implements Place {}

  /** A whole input: a file, a flag's value, a policy. */
  record InInput(String name) implements Place {}

  /** No place that a user could look at. */
  enum Nowhere implements Place {
    NOWHERE
  }
}

package dev.wasmc.wasi.filesystem;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;

/** What goes wrong with {@code wasi:filesystem} where a function has no error, so that it traps. */
public sealed interface FilesystemProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(FilesystemProblem.class.getResourceAsStream("problems.md"));
  }

  /** The system does not tell what one of two descriptors is. */
  record NotComparable(ErrorCode code) implements FilesystemProblem {
    @Override
    public String id() {
      return "descriptors-not-comparable";
    }

    @Override
    public String message() {
      return "is-same-object cannot look at a descriptor: " + code.label();
    }
  }
}

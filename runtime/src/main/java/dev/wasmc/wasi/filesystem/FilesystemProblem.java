package dev.wasmc.wasi.filesystem;

import dev.wasmc.source.Problem;

/** What goes wrong with {@code wasi:filesystem} where a function has no error, so that it traps. */
public sealed interface FilesystemProblem extends Problem {
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

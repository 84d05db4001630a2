package dev.wasmc.capability;

import dev.wasmc.component.values.Value;

/** What a call answers that nobody granted. */
public sealed interface Denial {
  /** The answer that says that there is nothing. */
  record Empty(Value answer) implements Denial {}

  /** The function's own error. */
  record Error(Value answer) implements Denial {}

  /** A new resource that does nothing; what could be done with it is denied in turn. */
  enum Inert implements Denial {
    INERT
  }

  /** An input stream at its end. */
  enum EndOfFile implements Denial {
    END_OF_FILE
  }

  /** A trap, since no value of the result's type would be true. */
  enum Trap implements Denial {
    TRAP
  }

  /** Whether it answers with a new resource. */
  default boolean isHandle() {
    return this == Inert.INERT || this == EndOfFile.END_OF_FILE;
  }

  /** As recorded in bridges. */
  default String label() {
    return switch (this) {
      case Empty _ -> "empty";
      case Error _ -> "error";
      case Inert.INERT -> "inert";
      case EndOfFile.END_OF_FILE -> "end-of-file";
      case Trap.TRAP -> "trap";
    };
  }
}

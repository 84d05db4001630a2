package dev.wasmc.wasi.io;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.Optional;

/** What a guest can do wrong with {@code wasi:io}, so that it traps. */
public sealed interface IoProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(IoProblem.class.getResourceAsStream("problems.md"));
  }

  /** {@code poll} was given no pollable. */
  record EmptyPoll() implements IoProblem {
    @Override
    public String id() {
      return "empty-poll";
    }

    @Override
    public String message() {
      return "poll was called with an empty list, which would wait for ever";
    }
  }

  /** More bytes were written than {@code check-write} allowed. */
  record WriteNotPermitted(long bytes, long permitted) implements IoProblem {
    @Override
    public String id() {
      return "write-not-permitted";
    }

    @Override
    public String message() {
      return "the guest wrote "
          + Long.toUnsignedString(bytes)
          + " bytes where check-write permitted "
          + permitted;
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("call check-write before write, and write no more than it returned");
    }
  }

  /** A function that writes and flushes was given more than it takes. */
  record WriteTooLarge(String function, long bytes, int limit) implements IoProblem {
    @Override
    public String id() {
      return "write-too-large";
    }

    @Override
    public String message() {
      return function
          + " takes at most "
          + limit
          + " bytes and was given "
          + Long.toUnsignedString(bytes);
    }
  }

  /** The thread that runs the guest was interrupted while the guest waited. */
  record Interrupted() implements IoProblem {
    @Override
    public String id() {
      return "interrupted";
    }

    @Override
    public String message() {
      return "interrupted while the guest was waiting";
    }
  }
}

package dev.wasmc.wasi.random;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;

/** What a guest can do wrong with {@code wasi:random}, so that it traps. */
public sealed interface RandomProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(RandomProblem.class.getResourceAsStream("problems.md"));
  }

  /** More random bytes than one call gives. */
  record TooManyBytes(long bytes, long limit) implements RandomProblem {
    @Override
    public String id() {
      return "too-many-random-bytes";
    }

    @Override
    public String message() {
      return "the guest asked for "
          + Long.toUnsignedString(bytes)
          + " random bytes at once; at most "
          + limit
          + " are given";
    }
  }
}

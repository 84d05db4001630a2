package dev.wasmc.wasi.filesystem;

/**
 * {@code wasi:filesystem/types.advice}, in its order, with the numbers of {@code posix_fadvise}.
 */
enum Advice {
  NORMAL(0),
  SEQUENTIAL(2),
  RANDOM(1),
  WILL_NEED(3),
  DONT_NEED(4),
  NO_REUSE(5);

  private final int number;

  Advice(int number) {
    this.number = number;
  }

  /** On Linux, except s390. */
  int number() {
    return number;
  }
}

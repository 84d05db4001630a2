package dev.wasmc.tests.wit.generated;

import java.util.List;

/** Numbers, read as choices; once there are none left each choice is the first. */
final class Choices {
  private final List<Integer> numbers;
  private int next;

  Choices(List<Integer> numbers) {
    this.numbers = numbers;
  }

  /** One of so many. */
  int of(int count) {
    return next < numbers.size() ? numbers.get(next++) % count : 0;
  }

  /** True once in so many. */
  boolean once(int in) {
    return of(in) == in - 1;
  }

  <T> T of(List<T> values) {
    return values.get(of(values.size()));
  }
}

package dev.wasmc.source;

import java.util.Optional;

/**
 * What is wrong, as a value: each package declares a closed set of records for the problems it
 * finds.
 *
 * <p>Tests and callers compare {@link #id()} and the record's fields, never the text.
 */
public interface Problem {
  /**
   * A stable identifier of the kind of problem, lower case with dashes, such as {@code
   * unknown-import}.
   */
  String id();

  /** One sentence without a final full stop, in English. */
  String message();

  /** What the user can do about it. */
  default Optional<String> hint() {
    return Optional.empty();
  }
}

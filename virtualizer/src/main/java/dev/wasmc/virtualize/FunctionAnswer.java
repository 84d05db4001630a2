package dev.wasmc.virtualize;

import dev.wasmc.capability.Denial;
import dev.wasmc.component.values.Value;
import org.jspecify.annotations.Nullable;

/** What answers a function of an interface that the bridge exports. */
sealed interface FunctionAnswer {
  /** Always the same; null for a function without a result. */
  record Constant(@Nullable Value value, String flag) implements FunctionAnswer {}

  /**
   * The field {@code $virtual:KEY} of the text library.
   *
   * @param alsoReal whether a real resource of the same type can be behind a handle
   */
  record Library(String key, boolean alsoReal, String flag) implements FunctionAnswer {}

  /** The real function, its handles translated. */
  enum Real implements FunctionAnswer {
    REAL
  }

  record Denied(Denial denial) implements FunctionAnswer {}
}

package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import java.util.List;
import java.util.function.Supplier;

/** The border of a component instance, where nobody passes a second time. */
final class Border {
  private Border() {}

  /**
   * Runs something inside.
   *
   * @param entering those whose border is passed, see {@link ComponentInstance#entering}
   */
  static <T> T call(List<InstanceState> entering, Supplier<T> inside) {
    for (InstanceState state : entering) {
      if (state.mayEnter.intValue == 0) {
        throw AbiTrap.CANNOT_ENTER.exception();
      }
    }
    for (InstanceState state : entering) {
      state.mayEnter.intValue = 0;
    }
    T result = inside.get();
    // A trap leaves the flags as they are: the instance is poisoned then.
    for (InstanceState state : entering) {
      state.mayEnter.intValue = 1;
    }
    return result;
  }
}

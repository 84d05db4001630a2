package dev.wasmc.runtime;

import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.values.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that a component exports, called from the host. */
public interface GuestFunction {
  FunctionType type();

  /**
   * Calls it on this thread, which should have a stack of the size that {@link RuntimeLimits} says.
   *
   * @param arguments one for each parameter, in the shapes of {@link Value}
   * @return null for a function without a result
   * @throws dev.wasmc.engine.TrapException where the guest traps; the component is poisoned then,
   *     and every later call traps
   * @throws dev.wasmc.runtime.host.GuestExit where the guest asks to end
   */
  @Nullable Value call(List<Value> arguments);
}

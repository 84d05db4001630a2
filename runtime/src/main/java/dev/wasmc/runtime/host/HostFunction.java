package dev.wasmc.runtime.host;

import dev.wasmc.component.values.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that a component may import. */
@FunctionalInterface
public interface HostFunction {
  /**
   * @param arguments one for each parameter, of the shapes listed at {@link Value}
   * @return null for a function without a result
   * @throws HostTrapException to make the guest trap
   * @throws GuestExit to end the guest in good order
   */
  @Nullable Value call(HostContext context, List<Value> arguments);
}

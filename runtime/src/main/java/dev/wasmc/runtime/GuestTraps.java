package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.AbiTrapException;
import dev.wasmc.engine.TrapException;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.runtime.host.HostTrapException;

/** Makes one kind of exception of all that ends a guest. */
final class GuestTraps {
  private GuestTraps() {}

  /**
   * Traps of the canonical ABI and of host functions become engine traps with the wasm stack of
   * this place.
   */
  static RuntimeException translate(RuntimeException thrown) {
    return switch (thrown) {
      case AbiTrapException trap when trap.trap() == AbiTrap.TABLE_FULL ->
          TrapException.of(TrapKind.TOO_MANY_HANDLES, String.valueOf(trap.getMessage()));
      case AbiTrapException trap ->
          TrapException.of(TrapKind.CANONICAL_ABI, String.valueOf(trap.getMessage()));
      case HostTrapException trap -> TrapException.of(TrapKind.HOST, trap.problem().message());
      default -> thrown;
    };
  }
}

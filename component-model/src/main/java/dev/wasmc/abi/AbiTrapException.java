package dev.wasmc.abi;

/**
 * Thrown where the canonical ABI traps. Has no stack trace, since a guest or its data is at fault.
 */
public final class AbiTrapException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final AbiTrap trap;

  AbiTrapException(AbiTrap trap, String message) {
    super(message, null, false, false);
    this.trap = trap;
  }

  public AbiTrap trap() {
    return trap;
  }
}

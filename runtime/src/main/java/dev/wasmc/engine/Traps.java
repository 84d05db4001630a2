package dev.wasmc.engine;

/**
 * The traps of generated code, and the translation of what the JVM throws by itself. Public for
 * generated code alone.
 */
public final class Traps {
  private Traps() {}

  /** To be thrown. */
  public static TrapException unreachable() {
    return TrapException.of(TrapKind.UNREACHABLE);
  }

  /** For an access that no memory can hold. */
  @SuppressWarnings("DoNotCallSuggester") // generated code calls it
  public static int outOfBounds(int address) {
    throw TrapException.of(TrapKind.MEMORY_OUT_OF_BOUNDS);
  }

  /** To be thrown by a function that has no code. */
  public static TrapException untranslatable(String why) {
    return TrapException.of(TrapKind.UNTRANSLATABLE_FUNCTION, why);
  }

  /** An exception of a host function that would be taken for a trap is wrapped; others pass. */
  public static Throwable fromHost(Throwable thrown) {
    return isImplicit(thrown) ? new HostFailure(thrown) : thrown;
  }

  /**
   * What the caller of wasm code gets to see. The checks of arrays, divisions and casts in
   * generated code are the JVM's own, so its exceptions are traps there; an exception of the same
   * class from elsewhere is not.
   */
  static Throwable translate(Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      return new TrapException(TrapKind.STACK_OVERFLOW, TrapKind.STACK_OVERFLOW.text(), thrown);
    }
    if (thrown instanceof HostFailure failure && failure.getCause() != null) {
      return failure.getCause();
    }
    if (!isImplicit(thrown) || !WasmStack.startsInWasm(thrown)) {
      return thrown;
    }
    TrapKind kind =
        switch (thrown) {
          case IndexOutOfBoundsException e -> TrapKind.MEMORY_OUT_OF_BOUNDS;
          case ArithmeticException e -> TrapKind.INTEGER_DIVIDE_BY_ZERO;
          default -> TrapKind.INDIRECT_CALL_TYPE_MISMATCH;
        };
    return new TrapException(kind, kind.text(), thrown);
  }

  private static boolean isImplicit(Throwable thrown) {
    return thrown instanceof IndexOutOfBoundsException
        || thrown instanceof ArithmeticException
        || thrown instanceof ClassCastException;
  }

  /** For the boundary as a method handle: always throws. */
  static Object rethrow(Throwable thrown) throws Throwable {
    throw translate(thrown);
  }

  /** Throws anything without declaring it. */
  @SuppressWarnings("unchecked")
  static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static final class HostFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    HostFailure(Throwable cause) {
      super(null, cause, false, false);
    }
  }
}

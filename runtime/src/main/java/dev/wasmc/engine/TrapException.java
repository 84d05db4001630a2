package dev.wasmc.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trap. Reaches the host through every function of the API that runs wasm code. */
public final class TrapException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final TrapKind kind;

  TrapException(TrapKind kind, String message, @Nullable Throwable origin) {
    super(message, origin);
    this.kind = kind;
  }

  /** For host functions that have to trap. */
  public static TrapException of(TrapKind kind) {
    return new TrapException(kind, kind.text(), null);
  }

  /** For host functions that have to trap. */
  public static TrapException of(TrapKind kind, String message) {
    return new TrapException(kind, message, null);
  }

  public TrapKind kind() {
    return kind;
  }

  /**
   * The wasm functions that were active, innermost first. Empty where HotSpot dropped the stack of
   * an implicit exception in hot code; {@code -XX:-OmitStackTraceInFastThrow} keeps it.
   */
  public List<WasmFrame> wasmStack() {
    Throwable origin = getCause();
    return WasmStack.of(origin == null ? this : origin);
  }
}

package dev.wasmc.sandbox;

import dev.wasmc.engine.TrapKind;
import dev.wasmc.engine.WasmFrame;
import java.util.List;
import java.util.Optional;

/**
 * Why a guest was stopped.
 *
 * @param limit which limit it was, as its flag is called, such as {@code --fuel}; empty for a trap
 *     of the guest's own
 * @param stack innermost first
 */
public record TrapReport(
    TrapKind kind, String message, Optional<String> limit, List<WasmFrame> stack) {
  public TrapReport {
    stack = List.copyOf(stack);
  }
}

package dev.wasmc.wasm.validate;

import dev.wasmc.source.Problem;

/**
 * What is wrong with a well-formed module. Features and limits are {@link
 * dev.wasmc.wasm.WasmProblem}s.
 */
public sealed interface ModuleProblem extends Problem {
  /**
   * A rule is broken.
   *
   * @param detail names the item of the module in which it is
   */
  record Invalid(InvalidReason reason, String detail) implements ModuleProblem {
    @Override
    public String id() {
      return reason.id();
    }

    @Override
    public String message() {
      return detail;
    }
  }
}

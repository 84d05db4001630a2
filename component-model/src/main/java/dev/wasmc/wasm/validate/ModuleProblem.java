package dev.wasmc.wasm.validate;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;

/**
 * What is wrong with a well-formed module. Features and limits are {@link
 * dev.wasmc.wasm.WasmProblem}s.
 */
public sealed interface ModuleProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(ModuleProblem.class.getResourceAsStream("problems.md"));
  }

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

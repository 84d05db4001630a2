package dev.wasmc.tests.core;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;
import dev.wasmc.wasm.validate.ValidatedModule;

/**
 * Executes a script's steps, in order. A machine is made for one script and keeps its instances.
 */
public interface Machine {
  /** Decodes and validates the modules of a script. */
  interface Modules {
    /**
     * Throws {@link DiagnosticException} where the module is malformed, invalid or of a feature
     * that cannot be executed.
     */
    ValidatedModule validated(WastModule module);
  }

  /**
   * Only {@code assert_malformed} and {@code assert_invalid} do not come here. That a defined
   * module is valid has been checked. What {@link Modules} throws may be passed on: a feature that
   * cannot be executed skips the step, and the machine skips the later steps that ask for that
   * instance.
   */
  Verdict step(WastScript.Directive directive, Modules modules);
}

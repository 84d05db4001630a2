package dev.wasmc.tests.component;

import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.tests.core.Verdict;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;

/**
 * Executes a script's steps, in order. A machine is made for one script and keeps its instances.
 */
public interface ComponentMachine {
  /** Decodes and validates the components of a script. */
  interface Components {
    /**
     * Throws {@link DiagnosticException} where the component is malformed, invalid or of a feature
     * that is not supported.
     */
    ValidatedComponent validated(WastModule component);
  }

  /**
   * Only {@code assert_malformed} and {@code assert_invalid} do not come here. That a defined
   * component is valid has been checked. A step that asks for an instance that could not be made is
   * skipped.
   */
  Verdict step(WastScript.Directive directive, Components components);

  /** Instead of {@link #step} for what defines something that is not valid here. */
  void absent(WastScript.Directive directive);
}

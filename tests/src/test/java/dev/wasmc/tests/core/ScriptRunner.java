package dev.wasmc.tests.core;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Problem;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.text.TextProblem;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;
import dev.wasmc.wasm.validate.ModuleProblem;
import dev.wasmc.wasm.validate.ModuleValidator;
import dev.wasmc.wasm.validate.ValidatedModule;

/**
 * Runs a script: reads and validates its modules itself, and leaves execution to a {@link Machine}.
 */
final class ScriptRunner extends ScriptWalk {
  private final String name;
  private final Features features;
  private final Machine machine;

  /**
   * @param features what modules may use when they are validated; what is executed must be in
   *     {@link Features#SUPPORTED} too
   */
  ScriptRunner(String name, Features features, Machine machine, Report report) {
    super(report);
    this.name = name;
    this.features = features;
    this.machine = machine;
  }

  @Override
  protected Verdict execute(WastScript.Directive directive) {
    try {
      return machine.step(directive, this::validated);
    } catch (DiagnosticException e) {
      return e.first().problem() instanceof WasmProblem.Unsupported unsupported
          ? new Verdict.Skipped("needs " + unsupported.feature().label())
          : new Verdict.Failed("threw: " + e.first().problem());
    }
  }

  @Override
  protected void absent(WastScript.Directive directive) {}

  @Override
  protected Verdict valid(WastModule module, int line) {
    try {
      check(module);
      return Verdict.Passed.PASSED;
    } catch (DiagnosticException e) {
      return new Verdict.Failed("refused: " + e.first().problem());
    }
  }

  @Override
  protected Verdict malformed(WastScript.AssertMalformed directive) {
    CoreModule decoded;
    try {
      decoded = directive.module().coreModule();
    } catch (DiagnosticException e) {
      return e.first().problem() instanceof TextProblem
          ? Verdict.Passed.PASSED
          : malformed(e.first().problem());
    }
    try {
      ModuleValidator.check(name, decoded, features);
    } catch (DiagnosticException e) {
      return malformed(e.first().problem());
    }
    return new Verdict.Failed("accepted");
  }

  private static Verdict malformed(Problem problem) {
    return problem instanceof WasmProblem.Malformed
        ? Verdict.Passed.PASSED
        : new Verdict.Failed("not seen to be malformed, but: " + problem);
  }

  @Override
  protected Verdict invalid(WastScript.AssertInvalid directive) {
    try {
      check(directive.module());
    } catch (DiagnosticException e) {
      Problem problem = e.first().problem();
      return switch (problem) {
        case ModuleProblem.Invalid invalid -> Verdict.Passed.PASSED;
        case WasmProblem.Unsupported unsupported when !features.equals(Features.ALL) ->
            Verdict.Passed.PASSED;
        case TextProblem.BadAnnotation annotation when directive.custom() -> Verdict.Passed.PASSED;
        default -> new Verdict.Failed("not seen to be invalid, but: " + problem);
      };
    }
    return new Verdict.Failed("accepted");
  }

  private void check(WastModule module) {
    ModuleValidator.check(name, module.coreModule(), features);
  }

  private ValidatedModule validated(WastModule module) {
    return ModuleValidator.validate(name, module.coreModule(), Features.SUPPORTED);
  }
}

package dev.wasmc.tests.component;

import dev.wasmc.component.Component;
import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Problem;
import dev.wasmc.tests.core.ScriptWalk;
import dev.wasmc.tests.core.Verdict;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Runs a script: reads and validates its components itself, and leaves execution to a {@link
 * ComponentMachine}.
 */
final class ComponentScriptRunner extends ScriptWalk {
  private final String name;
  private final Set<ComponentFeature> features;
  private final Features coreFeatures;
  private final boolean refusesFeatures;
  private final IntFunction<List<String>> missing;
  private final ComponentMachine machine;

  /**
   * @param refusesFeatures whether the script tests that features are refused while they are off
   * @param missing by line, the features that a directive needs and does not have
   */
  ComponentScriptRunner(
      String name,
      Set<ComponentFeature> features,
      Features coreFeatures,
      boolean refusesFeatures,
      IntFunction<List<String>> missing,
      ComponentMachine machine,
      Report report) {
    super(report);
    this.name = name;
    this.features = features;
    this.coreFeatures = coreFeatures;
    this.refusesFeatures = refusesFeatures;
    this.missing = missing;
    this.machine = machine;
  }

  @Override
  protected Verdict malformed(WastScript.AssertMalformed directive) {
    return refused(directive.module(), directive.line());
  }

  @Override
  protected Verdict invalid(WastScript.AssertInvalid directive) {
    return refused(directive.module(), directive.line());
  }

  @Override
  protected void absent(WastScript.Directive directive) {
    machine.absent(directive);
  }

  @Override
  protected Verdict execute(WastScript.Directive directive) {
    try {
      return machine.step(directive, this::validated);
    } catch (DiagnosticException e) {
      String refused = "refused: " + e.first().problem().message();
      return missing.apply(directive.line()).isEmpty()
          ? new Verdict.Failed(refused)
          : new Verdict.Skipped(refused);
    }
  }

  @Override
  protected Verdict valid(WastModule module, int line) {
    try {
      check(module);
      return Verdict.Passed.PASSED;
    } catch (DiagnosticException e) {
      List<String> gates = missing.apply(line);
      return gates.isEmpty()
          ? new Verdict.Failed("refused: " + e.first().problem())
          : new Verdict.Skipped("needs " + String.join(", ", gates));
    }
  }

  /** Malformed or invalid: tools differ in what they call which. */
  private Verdict refused(WastModule module, int line) {
    try {
      check(module);
      return new Verdict.Failed("accepted");
    } catch (DiagnosticException e) {
      Problem problem = e.first().problem();
      boolean unsupported =
          problem instanceof ComponentProblem.Unsupported
              || problem instanceof WasmProblem.Unsupported;
      if (!unsupported || refusesFeatures) {
        return Verdict.Passed.PASSED;
      }
      return missing.apply(line).isEmpty()
          ? new Verdict.Failed("refused, but for a feature: " + problem)
          : new Verdict.Skipped("refused for a feature: " + problem.message());
    }
  }

  private void check(WastModule module) {
    if (module.isComponent()) {
      validated(module);
    } else {
      ModuleValidator.check(name, module.coreModule(), coreFeatures);
    }
  }

  private ValidatedComponent validated(WastModule module) {
    return ComponentValidator.validate(
        name, component(module), features, coreFeatures, at -> new Place.InInput(name));
  }

  private Component component(WastModule module) {
    return switch (module.form()) {
      case WastModule.Text text -> ComponentParser.parse(text, module.name());
      case WastModule.Binary(var bytes) -> ComponentDecoder.decode(name, bytes);
      case WastModule.Quote quote -> ComponentParser.parse(module.quoted(quote));
    };
  }
}

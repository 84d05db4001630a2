package dev.wasmc.tests.component;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.TrapException;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.runtime.ComponentInstance;
import dev.wasmc.runtime.GuestFunction;
import dev.wasmc.runtime.LinkProblem;
import dev.wasmc.runtime.RuntimeLimits;
import dev.wasmc.runtime.plan.Planner;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.tests.core.Verdict;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;
import dev.wasmc.wasm.text.WastValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts on {@link dev.wasmc.runtime}. A trap for another reason than the message says is a
 * failure.
 */
final class RuntimeMachine implements ComponentMachine {
  /** By a part of the message that a script expects. */
  private static final SequencedMap<String, AbiTrap> TRAPS = new LinkedHashMap<>();

  static {
    TRAPS.put("cannot leave", AbiTrap.CANNOT_LEAVE);
    TRAPS.put("cannot enter", AbiTrap.CANNOT_ENTER);
    TRAPS.put("aligned", AbiTrap.MISALIGNED);
    TRAPS.put("out of bounds", AbiTrap.OUT_OF_BOUNDS);
    TRAPS.put("out-of-bounds", AbiTrap.OUT_OF_BOUNDS);
    TRAPS.put("beyond end of memory", AbiTrap.OUT_OF_BOUNDS);
    TRAPS.put("unknown handle index", AbiTrap.UNKNOWN_HANDLE);
    TRAPS.put("wrong type", AbiTrap.WRONG_RESOURCE);
    TRAPS.put("while borrowed", AbiTrap.LENT);
    TRAPS.put("borrow handles still remain", AbiTrap.BORROWS_LEFT);
    TRAPS.put("discriminant", AbiTrap.INVALID_DISCRIMINANT);
    TRAPS.put("`char`", AbiTrap.INVALID_CHAR);
    TRAPS.put("utf-8", AbiTrap.INVALID_UTF8);
  }

  private final ScriptHost host = new ScriptHost();
  private final Map<String, ComponentInstance> instances = new HashMap<>();
  private final Map<String, ValidatedComponent> definitions = new HashMap<>();
  private @Nullable ComponentInstance current;
  private @Nullable ValidatedComponent lastDefinition;

  @Override
  public void absent(WastScript.Directive directive) {
    switch (directive) {
      case WastScript.Module(WastModule module, int _) -> become(module.name(), null);
      case WastScript.Definition(WastModule module, int _) -> {
        lastDefinition = null;
        if (module.name() != null) {
          definitions.remove(module.name());
        }
      }
      default -> {}
    }
  }

  @Override
  public Verdict step(WastScript.Directive directive, Components components) {
    try {
      return execute(directive, components);
    } catch (AbsentException e) {
      return new Verdict.Skipped("the instance is absent");
    }
  }

  private Verdict execute(WastScript.Directive directive, Components components) {
    return switch (directive) {
      case WastScript.Module(WastModule module, int _) -> {
        absent(directive);
        yield instantiate(module.name(), components.validated(module));
      }
      case WastScript.Definition(WastModule module, int _) -> {
        lastDefinition = components.validated(module);
        if (module.name() != null) {
          definitions.put(module.name(), lastDefinition);
        }
        yield Verdict.Passed.PASSED;
      }
      case WastScript.Instance instance -> {
        become(instance.name(), null);
        ValidatedComponent definition =
            instance.definition() == null ? lastDefinition : definitions.get(instance.definition());
        yield instantiate(instance.name(), present(definition));
      }
      case WastScript.Perform(WastScript.Action action, int _) -> perform(action, List.of(), false);
      case WastScript.AssertReturn(WastScript.Action action, List<WastValue> results, int _) ->
          perform(action, results, true);
      case WastScript.AssertTrap(WastScript.Execution execution, String message, int _) ->
          trap(execution, message, components);
      case WastScript.AssertUnlinkable(WastModule module, String _, int _) ->
          unlinkable(components.validated(module));
      default -> new Verdict.Failed("the runtime has no " + directive.getClass().getSimpleName());
    };
  }

  private void become(@Nullable String name, @Nullable ComponentInstance instance) {
    current = instance;
    if (name != null) {
      instances.remove(name);
      if (instance != null) {
        instances.put(name, instance);
      }
    }
  }

  private Verdict instantiate(@Nullable String name, ValidatedComponent component) {
    try {
      become(name, started(component));
      return Verdict.Passed.PASSED;
    } catch (TrapException e) {
      return trapped(e);
    }
  }

  private ComponentInstance started(ValidatedComponent component) {
    ComponentInstance instance =
        ComponentInstance.prepare(
            host.linker(instances).link(Planner.plan(component)),
            RuntimeLimits.DEFAULT,
            (_, _, _) -> {},
            (_, _) -> {});
    instance.start();
    return instance;
  }

  private Verdict perform(WastScript.Action action, List<WastValue> results, boolean compare) {
    try {
      Optional<Value> result = call(action);
      return compare ? compare(action, results, result) : Verdict.Passed.PASSED;
    } catch (TrapException e) {
      return trapped(e);
    }
  }

  private Verdict compare(
      WastScript.Action action, List<WastValue> expected, Optional<Value> result) {
    ValueType type = function(action).type().result();
    boolean fits =
        expected.isEmpty() || type == null
            ? expected.isEmpty() && result.isEmpty()
            : alternatives(expected.getFirst()).stream()
                .map(each -> ScriptValues.of(each, type))
                .anyMatch(each -> result.equals(Optional.of(each)));
    return fits
        ? Verdict.Passed.PASSED
        : new Verdict.Failed("gives " + result + ", not " + expected);
  }

  private static List<WastValue> alternatives(WastValue expected) {
    return expected instanceof WastValue.Either(var patterns) ? patterns : List.of(expected);
  }

  private Optional<Value> call(WastScript.Action action) {
    if (!(action instanceof WastScript.Invoke invoke)) {
      throw new IllegalArgumentException("a component has no globals");
    }
    GuestFunction function = function(action);
    FunctionType type = function.type();
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < invoke.arguments().size(); i++) {
      arguments.add(ScriptValues.of(invoke.arguments().get(i), type.params().get(i).type()));
    }
    return Optional.ofNullable(function.call(arguments));
  }

  private GuestFunction function(WastScript.Action action) {
    ComponentInstance instance =
        present(action.instance() == null ? current : instances.get(action.instance()));
    String name = action instanceof WastScript.Invoke invoke ? invoke.function() : "";
    return instance.function(Optional.empty(), name).orElseThrow();
  }

  private Verdict trap(WastScript.Execution execution, String message, Components components) {
    try {
      switch (execution) {
        case WastScript.Action action -> call(action);
        case WastScript.Instantiation(WastModule module) -> started(components.validated(module));
      }
    } catch (TrapException e) {
      return fits(message, e) ? Verdict.Passed.PASSED : trapped(e);
    }
    return new Verdict.Failed("did not trap");
  }

  private static boolean fits(String message, TrapException trap) {
    String text = Objects.requireNonNullElse(trap.getMessage(), "");
    if (text.startsWith(AbiTrap.STRING_TOO_LONG.message())) {
      // The limit is younger than some scripts.
      return true;
    }
    if (message.contains("unreachable")) {
      return trap.kind() == TrapKind.UNREACHABLE;
    }
    return TRAPS.entrySet().stream()
        .filter(each -> message.contains(each.getKey()))
        .findFirst()
        .map(each -> text.startsWith(each.getValue().message()))
        .orElse(false);
  }

  private static Verdict trapped(TrapException e) {
    return new Verdict.Failed("trapped with " + e.kind() + ": " + e.getMessage());
  }

  private Verdict unlinkable(ValidatedComponent component) {
    try {
      started(component);
    } catch (DiagnosticException e) {
      if (e.first().problem() instanceof LinkProblem) {
        return Verdict.Passed.PASSED;
      }
      throw e;
    }
    return new Verdict.Failed("linked");
  }

  private static <T> T present(@Nullable T something) {
    if (something == null) {
      throw new AbsentException();
    }
    return something;
  }

  /** Something that an earlier step did not make. */
  private static final class AbsentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AbsentException() {
      super(null, null, false, false);
    }
  }
}

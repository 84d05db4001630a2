package dev.wasmc.tests.core;

import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.Global;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.LinkProblem;
import dev.wasmc.engine.Store;
import dev.wasmc.engine.TrapException;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.AbstractHeapType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;
import dev.wasmc.wasm.text.WastValue;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts on {@link dev.wasmc.engine}. A trap of another kind than the message says is a
 * failure.
 */
final class EngineMachine implements Machine {
  /** A host reference of a script. */
  private record HostReference(int value) {}

  /** What an action gave: bits and references by index. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Results(List<ValType> types, long[] numbers, @Nullable Object[] references) {}

  /** What may be imported under a name. */
  private interface Exports {
    @Nullable Extern get(String name);
  }

  private static final Exports ABSENT = name -> null;

  private final Store store = new Store();
  private final EngineOptions options;
  private final Map<String, Exports> registered = new HashMap<>();
  private final Map<String, Exports> instances = new HashMap<>();
  private final Map<String, CompiledModule> definitions = new HashMap<>();
  private Exports current = ABSENT;
  private @Nullable CompiledModule lastDefinition;

  EngineMachine(EngineOptions options) {
    this.options = options;
    SpecTest spectest = new SpecTest(store, options.memories());
    registered.put("spectest", spectest::get);
  }

  @Override
  public Verdict step(WastScript.Directive directive, Modules modules) {
    try {
      return execute(directive, modules);
    } catch (AbsentException e) {
      return new Verdict.Skipped("the instance is absent");
    }
  }

  private Verdict execute(WastScript.Directive directive, Modules modules) {
    return switch (directive) {
      case WastScript.Module(WastModule module, int line) -> {
        current = ABSENT;
        if (module.name() != null) {
          instances.put(module.name(), ABSENT);
        }
        become(module.name(), instantiate(compile(module, modules)));
        yield Verdict.Passed.PASSED;
      }
      case WastScript.Definition(WastModule module, int line) -> {
        lastDefinition = null;
        CompiledModule compiled = compile(module, modules);
        lastDefinition = compiled;
        if (module.name() != null) {
          definitions.put(module.name(), compiled);
        }
        yield Verdict.Passed.PASSED;
      }
      case WastScript.Instance instance -> instance(instance);
      case WastScript.Register(String name, String instance, int line) -> {
        registered.put(name, find(instance));
        yield find(instance) == ABSENT
            ? new Verdict.Skipped("the instance is absent")
            : Verdict.Passed.PASSED;
      }
      case WastScript.Perform(WastScript.Action action, int line) ->
          perform(action, results -> Verdict.Passed.PASSED);
      case WastScript.AssertReturn(WastScript.Action action, List<WastValue> expected, int line) ->
          perform(action, results -> compare(expected, results));
      case WastScript.AssertTrap(WastScript.Execution execution, String message, int line) ->
          trap(execution, message, modules);
      case WastScript.AssertExhaustion(WastScript.Action action, String message, int line) ->
          trap(action, message, modules);
      case WastScript.AssertUnlinkable(WastModule module, String message, int line) ->
          unlinkable(module, modules);
      default -> new Verdict.Skipped("the engine has no " + directive.getClass().getSimpleName());
    };
  }

  private CompiledModule compile(WastModule module, Modules modules) {
    ValidatedModule valid = modules.validated(module);
    return CompiledModule.compile(valid, options.withName("line " + module.line()));
  }

  private Instance instantiate(CompiledModule module) {
    List<Extern> imports = new ArrayList<>();
    for (Import wanted : module.valid().module().imports()) {
      Exports from = registered.get(wanted.module());
      Extern found = from == null ? null : from.get(wanted.name());
      if (found == null) {
        if (from == ABSENT) {
          throw new AbsentException();
        }
        throw DiagnosticException.error(
            new LinkProblem.Incompatible(wanted.module(), wanted.name(), "something", "nothing"),
            Place.Nowhere.NOWHERE);
      }
      imports.add(found);
    }
    return module.instantiate(store, imports);
  }

  private void become(@Nullable String name, Instance instance) {
    current = instance::export;
    if (name != null) {
      instances.put(name, current);
    }
  }

  private Verdict instance(WastScript.Instance directive) {
    CompiledModule module =
        directive.definition() == null ? lastDefinition : definitions.get(directive.definition());
    if (module == null) {
      return new Verdict.Skipped("the definition is absent");
    }
    become(directive.name(), instantiate(module));
    return Verdict.Passed.PASSED;
  }

  private Exports find(@Nullable String name) {
    return name == null ? current : instances.getOrDefault(name, ABSENT);
  }

  private interface Check {
    Verdict of(Results results);
  }

  private Verdict perform(WastScript.Action action, Check check) {
    try {
      return check.of(execute(action));
    } catch (TrapException e) {
      return new Verdict.Failed("trapped: " + e.getMessage() + " " + e.wasmStack());
    }
  }

  private Results execute(WastScript.Action action) {
    Exports exports = find(action.instance());
    if (exports == ABSENT) {
      throw new AbsentException();
    }
    return switch (action) {
      case WastScript.Invoke(String instance, String name, List<WastValue> arguments) -> {
        if (!(exports.get(name) instanceof Function function)) {
          throw new IllegalStateException("no function " + name);
        }
        int length = Math.max(arguments.size(), function.type().results().size());
        long[] numbers = new long[length];
        @Nullable Object[] references = new Object[length];
        for (int i = 0; i < arguments.size(); i++) {
          argument(arguments.get(i), i, numbers, references);
        }
        function.invoke(numbers, references);
        yield new Results(function.type().results(), numbers, references);
      }
      case WastScript.Get(String instance, String name) -> {
        if (!(exports.get(name) instanceof Global global)) {
          throw new IllegalStateException("no global " + name);
        }
        yield new Results(
            List.of(global.type().type()),
            new long[] {global.bits()},
            new Object[] {global.reference()});
      }
    };
  }

  private static void argument(
      WastValue value, int index, long[] numbers, @Nullable Object[] references) {
    switch (value) {
      case WastValue.I32(int number) -> numbers[index] = number;
      case WastValue.I64(long number) -> numbers[index] = number;
      case WastValue.F32(int bits) -> numbers[index] = bits & 0xffffffffL;
      case WastValue.F64(long bits) -> numbers[index] = bits;
      case WastValue.RefNull nothing -> references[index] = null;
      case WastValue.RefExtern(Integer number) ->
          references[index] = new HostReference(number == null ? 0 : number);
      default -> throw new IllegalArgumentException("argument " + value);
    }
  }

  private static Verdict compare(List<WastValue> expected, Results results) {
    if (expected.size() != results.types().size()) {
      return new Verdict.Failed(
          expected.size() + " results expected, not " + results.types().size());
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(
          expected.get(i), results.types().get(i), results.numbers()[i], results.references()[i])) {
        return new Verdict.Failed(
            "result "
                + i
                + " is 0x"
                + Long.toHexString(results.numbers()[i])
                + " "
                + results.references()[i]
                + ", not "
                + expected.get(i));
      }
    }
    return Verdict.Passed.PASSED;
  }

  private static boolean matches(
      WastValue pattern, ValType type, long bits, @Nullable Object reference) {
    return switch (pattern) {
      case WastValue.I32(int number) -> type == NumType.I32 && (int) bits == number;
      case WastValue.I64(long number) -> type == NumType.I64 && bits == number;
      case WastValue.F32(int number) -> type == NumType.F32 && (int) bits == number;
      case WastValue.F64(long number) -> type == NumType.F64 && bits == number;
      case WastValue.Nan(NumType number, boolean canonical) ->
          type == number && isNan(number, canonical, bits);
      case WastValue.RefNull nothing -> reference == null;
      case WastValue.RefExtern(Integer number) ->
          number == null ? reference != null : new HostReference(number).equals(reference);
      case WastValue.Ref(String kind) ->
          kind.equals(AbstractHeapType.FUNC.keyword()) && reference instanceof Function;
      case WastValue.Either(List<WastValue> patterns) ->
          patterns.stream().anyMatch(any -> matches(any, type, bits, reference));
      default -> false;
    };
  }

  private static boolean isNan(NumType type, boolean canonical, long bits) {
    long quiet = type == NumType.F32 ? 0x7fc00000L : 0x7ff8000000000000L;
    long sign = type == NumType.F32 ? 0x80000000L : Long.MIN_VALUE;
    return canonical ? (bits & ~sign) == quiet : (bits & quiet) == quiet;
  }

  private Verdict trap(WastScript.Execution execution, String message, Modules modules) {
    try {
      switch (execution) {
        case WastScript.Action action -> execute(action);
        case WastScript.Instantiation(WastModule module) -> instantiate(compile(module, modules));
      }
    } catch (TrapException e) {
      return fits(message, e.kind())
          ? Verdict.Passed.PASSED
          : new Verdict.Failed("trapped with " + e.kind() + " for " + message);
    }
    return new Verdict.Failed("did not trap: " + message);
  }

  /** The suite's texts have details behind, such as the index of an element, or are cut short. */
  private static boolean fits(String message, TrapKind kind) {
    return message.startsWith(kind.text())
        || kind.text().startsWith(message)
        || message.equals("null function reference") && kind == TrapKind.UNINITIALIZED_ELEMENT;
  }

  private Verdict unlinkable(WastModule module, Modules modules) {
    try {
      instantiate(compile(module, modules));
    } catch (DiagnosticException e) {
      if (e.first().problem() instanceof LinkProblem) {
        return Verdict.Passed.PASSED;
      }
      throw e;
    }
    return new Verdict.Failed("linked");
  }

  /** Something that an earlier step did not make. */
  static final class AbsentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AbsentException() {
      super(null, null, false, false);
    }
  }
}

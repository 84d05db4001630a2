package dev.wasmc.component.validate;

import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.PointerType;
import dev.wasmc.component.Canon;
import dev.wasmc.component.CanonBuiltin;
import dev.wasmc.component.CanonOption;
import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.component.ComponentProblem.Rule;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.MemoryType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of canonical definitions. */
final class Canons {
  /** Options without duplicates; indices are core indices. */
  private record Options(
      @Nullable Integer memory, @Nullable Integer realloc, @Nullable Integer postReturn) {}

  private final Reporter reporter;
  private final TypeFacts.Table facts;
  private final CoreSignatures signatures = new CoreSignatures(PointerType.I32);

  Canons(Reporter reporter, TypeFacts.Table facts) {
    this.reporter = reporter;
    this.facts = facts;
  }

  void add(Scope scope, Canon canon) {
    int at = canon.at();
    switch (canon) {
      case Canon.Lift lift -> scope.functions.add(lift(scope, lift, at));
      case Canon.Lower lower -> scope.coreFunctions.add(lower(scope, lower, at));
      case Canon.ResourceNew(int index, int _) -> {
        checkLocal(scope, index, at);
        scope.coreFunctions.add(CoreSignatures.RESOURCE_NEW);
      }
      case Canon.ResourceRep(int index, int _) -> {
        checkLocal(scope, index, at);
        scope.coreFunctions.add(CoreSignatures.RESOURCE_REP);
      }
      case Canon.ResourceDrop(int index, int _) -> {
        scope.resource(index, at);
        scope.coreFunctions.add(CoreSignatures.RESOURCE_DROP);
      }
      case Canon.Builtin builtin -> throw unsupported(builtin.kind(), at);
    }
  }

  private DiagnosticException unsupported(CanonBuiltin builtin, int at) {
    return reporter.error(
        new ComponentProblem.Unsupported(
            builtin.feature(), "the canonical built-in " + builtin.keyword()),
        at);
  }

  private void checkLocal(Scope scope, int index, int at) {
    ResourceType resource = scope.resource(index, at);
    if (!scope.defined.getOrDefault(resource, false)) {
      throw reporter.invalid(
          Rule.FOREIGN_RESOURCE,
          at,
          "the resource type "
              + Integer.toUnsignedString(index)
              + " is not defined in this component");
    }
  }

  private FunctionType lift(Scope scope, Canon.Lift lift, int at) {
    FunctionType type = scope.functionType(lift.typeIndex(), at);
    FuncType core = scope.coreFunction(lift.coreFunction(), at);
    Options options = options(scope, lift.options(), at);
    FuncType expected = signatures.lift(type);
    Integer postReturn = options.postReturn();
    if (postReturn != null) {
      FuncType found = scope.coreFunction(postReturn, at);
      checkCore(found, new FuncType(core.results(), List.of()), "the function for post-return", at);
    }
    boolean paramsInMemory = signatures.paramsSpill(type);
    if (paramsInMemory || CoreSignatures.paramTypes(type).stream().anyMatch(this::pointers)) {
      needMemory(options, "the parameters", at);
      needRealloc(options, "the parameters", at);
    }
    if (signatures.resultSpills(type)
        || CoreSignatures.resultTypes(type).stream().anyMatch(this::pointers)) {
      needMemory(options, "the result", at);
    }
    checkCore(
        core, expected, "the core function " + Integer.toUnsignedString(lift.coreFunction()), at);
    return type;
  }

  private FuncType lower(Scope scope, Canon.Lower lower, int at) {
    FunctionType type = scope.function(lower.function(), at);
    Options options = options(scope, lower.options(), at);
    if (options.postReturn() != null) {
      throw reporter.invalid(Rule.INVALID_OPTION, at, "post-return is for lifting only");
    }
    if (signatures.paramsSpill(type)
        || CoreSignatures.paramTypes(type).stream().anyMatch(this::pointers)) {
      needMemory(options, "the parameters", at);
    }
    boolean pointers = CoreSignatures.resultTypes(type).stream().anyMatch(this::pointers);
    if (pointers || signatures.resultSpills(type)) {
      needMemory(options, "the result", at);
    }
    if (pointers) {
      needRealloc(options, "the result", at);
    }
    return signatures.lower(type);
  }

  private boolean pointers(ValueType type) {
    return facts.of(type).pointers();
  }

  private void needMemory(Options options, String what, int at) {
    if (options.memory() == null) {
      throw reporter.invalid(
          Rule.MISSING_OPTION, at, "passing " + what + " takes the option memory");
    }
  }

  private void needRealloc(Options options, String what, int at) {
    if (options.realloc() == null) {
      throw reporter.invalid(
          Rule.MISSING_OPTION, at, "passing " + what + " takes the option realloc");
    }
  }

  private void checkCore(FuncType found, FuncType expected, String what, int at) {
    if (!found.equals(expected)) {
      throw reporter.invalid(
          Rule.CORE_SIGNATURE, at, what + " must be " + expected + ", found " + found);
    }
  }

  private Options options(Scope scope, List<CanonOption> written, int at) {
    StringEncoding encoding = null;
    Integer memory = null;
    Integer realloc = null;
    Integer postReturn = null;
    boolean callback = false;
    boolean async = false;
    for (CanonOption option : written) {
      switch (option) {
        case CanonOption.Encoding(StringEncoding given) -> {
          once(encoding == null, "string-encoding", at);
          encoding = given;
        }
        case CanonOption.Memory(int index) -> {
          once(memory == null, "memory", at);
          checkMemory(scope.coreMemory(index, at), at);
          memory = index;
        }
        case CanonOption.Realloc(int index) -> {
          once(realloc == null, "realloc", at);
          realloc = index;
        }
        case CanonOption.PostReturn(int index) -> {
          once(postReturn == null, "post-return", at);
          postReturn = index;
        }
        case CanonOption.Async.ASYNC -> {
          once(!async, "async", at);
          async = true;
        }
        case CanonOption.Callback _ -> {
          once(!callback, "callback", at);
          callback = true;
        }
      }
    }
    if (async) {
      throw reporter.error(
          new ComponentProblem.Unsupported(ComponentFeature.ASYNC, "the canonical option async"),
          at);
    }
    if (callback) {
      throw reporter.invalid(Rule.INVALID_OPTION, at, "the option callback goes with async only");
    }
    if (realloc != null) {
      if (memory == null) {
        throw reporter.invalid(
            Rule.MISSING_OPTION, at, "the option realloc takes the option memory");
      }
      checkCore(
          scope.coreFunction(realloc, at), signatures.realloc(), "the function for realloc", at);
    }
    return new Options(memory, realloc, postReturn);
  }

  private void checkMemory(MemoryType memory, int at) {
    if (memory.limits().is64()) {
      throw reporter.error(
          new ComponentProblem.Unsupported(
              ComponentFeature.MEMORY64, "a memory with 64-bit addresses"),
          at);
    }
    if (memory.limits().shared()) {
      throw reporter.invalid(
          Rule.INVALID_OPTION, at, "a shared memory cannot be used for lifting and lowering");
    }
  }

  private void once(boolean first, String option, int at) {
    if (!first) {
      throw reporter.invalid(Rule.DUPLICATE_OPTION, at, "the option " + option + " is given twice");
    }
  }
}

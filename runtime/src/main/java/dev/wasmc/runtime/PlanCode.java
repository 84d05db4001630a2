package dev.wasmc.runtime;

import dev.wasmc.abi.adapter.AdapterImport;
import dev.wasmc.abi.adapter.AdapterModule;
import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.Memory;
import dev.wasmc.engine.MemoryPlacement;
import dev.wasmc.runtime.plan.Initializer;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.validate.ModuleValidator;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The code of a plan, made when it is first needed and shared by all instances of the plan. For any
 * thread.
 */
public final class PlanCode {
  private static final String ADAPTER = "adapter";

  private final Map<Kind, Map<ValidatedModule, CompiledModule>> modules = new HashMap<>();
  private final Map<Initializer.FuseAdapter, AdapterCode> adapters = new IdentityHashMap<>();

  /**
   * What an instance asks of its code.
   *
   * @param fuel whether it counts its instructions
   * @param largeMemory whether a memory may become longer than an array
   */
  record Kind(boolean fuel, boolean largeMemory) {
    static Kind of(RuntimeLimits limits) {
      return new Kind(limits.fuel().isPresent(), limits.memoryBytes() > Memory.MOST_ARRAY_BYTES);
    }
  }

  private final EngineOptions engine;

  /** Nothing is compiled yet. */
  public PlanCode() {
    this(EngineOptions.DEFAULT);
  }

  /**
   * @param engine how modules are translated; their names, fuel and depth are added
   */
  public PlanCode(EngineOptions engine) {
    this.engine = engine;
  }

  /**
   * @param name for wasm stacks; the first one counts
   */
  synchronized CompiledModule module(ValidatedModule module, String name, Kind kind) {
    return modules
        .computeIfAbsent(kind, key -> new IdentityHashMap<>())
        .computeIfAbsent(
            module,
            each ->
                CompiledModule.compile(
                    each,
                    engine
                        .withName(name)
                        .withFuel(kind.fuel())
                        .withMemories(
                            kind.largeMemory() ? MemoryPlacement.BY_TYPE : engine.memories())
                        .withDepth(true)));
  }

  /** Adapters that are one module, known by the first of them. */
  synchronized AdapterCode adapters(
      Initializer.FuseAdapter first, Supplier<AdapterModule> emitter) {
    return adapters.computeIfAbsent(
        first,
        _ -> {
          AdapterModule emitted = emitter.get();
          ValidatedModule valid =
              ModuleValidator.validate(ADAPTER, emitted.module(), Features.SUPPORTED);
          return new AdapterCode(this, valid, emitted.imports());
        });
  }

  /**
   * @param imports one for each import of the module, in order
   */
  record AdapterCode(PlanCode code, ValidatedModule module, List<AdapterImport> imports) {
    CompiledModule compiled(Kind kind) {
      return code.module(module, ADAPTER, kind);
    }
  }
}

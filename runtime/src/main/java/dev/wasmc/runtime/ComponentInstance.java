package dev.wasmc.runtime;

import dev.wasmc.abi.CanonicalOptions;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.Realloc;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.LimitListener;
import dev.wasmc.engine.Memory;
import dev.wasmc.engine.Store;
import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.CoreDef;
import dev.wasmc.runtime.plan.Initializer;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedInstance;
import dev.wasmc.runtime.plan.PlannedOptions;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.runtime.plan.ResourceMap;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component with all that is nested in it, instantiated. For one thread at a time; {@link
 * #interrupt()} is for others.
 *
 * <p>After a trap it is poisoned: what the guest had half done stays half done, so that nothing can
 * be called any more.
 */
public final class ComponentInstance {
  private final LinkedComponent linked;
  private final RuntimeLimits limits;
  private final DenialListener denials;
  private final Store store;
  private final List<InstanceState> states = new ArrayList<>();
  private final List<Instance> cores = new ArrayList<>();
  private final List<Function> lowered = new ArrayList<>();
  private final List<Function> adapters = new ArrayList<>();
  private final Map<CoreDef, Function> builtins = new HashMap<>();
  private final Map<ValidatedModule, CompiledModule> compiled = new IdentityHashMap<>();
  private final Map<Item.Function, GuestFunction> functions = new IdentityHashMap<>();
  private final ValueCodecs codecs = new ValueCodecs();
  private boolean poisoned;

  private ComponentInstance(
      LinkedComponent linked,
      RuntimeLimits limits,
      LimitListener refusals,
      DenialListener denials) {
    this.linked = linked;
    this.limits = limits;
    this.denials = denials;
    this.store = new Store(limits.store(), refusals);
    limits.fuel().ifPresent(store::setFuel);
    for (PlannedInstance planned : linked.plan().instances()) {
      states.add(new InstanceState(planned, limits.handles()));
    }
  }

  /**
   * An instance that can be interrupted but does nothing before {@link #start()}.
   *
   * @param refusals hears of growth that a limit refused
   */
  public static ComponentInstance prepare(
      LinkedComponent linked,
      RuntimeLimits limits,
      LimitListener refusals,
      DenialListener denials) {
    return new ComponentInstance(linked, limits, refusals, denials);
  }

  /**
   * Carries out the plan on the calling thread; start functions run.
   *
   * @throws dev.wasmc.engine.TrapException where one traps
   */
  public void start() {
    try {
      linked.plan().initializers().forEach(this::run);
    } catch (RuntimeException e) {
      poison();
      throw GuestTraps.translate(e);
    }
  }

  /** From any thread: the guest traps at its next loop or call. */
  public void interrupt() {
    store.interrupt();
  }

  /** Limits and what is used of them. */
  public Store store() {
    return store;
  }

  public ComponentPlan plan() {
    return linked.plan();
  }

  /**
   * An exported function.
   *
   * @param exportedInstance the instance that has it; empty for a function that the component
   *     itself exports
   */
  public Optional<GuestFunction> function(Optional<String> exportedInstance, String name) {
    Item item =
        exportedInstance
            .map(export ->
                plan().exports().get(export) instanceof Item.Instance(var exports)
                    ? exports.get(name)
                    : null)
            .orElseGet(() -> exportedInstance.isPresent() ? null : plan().exports().get(name));
    return item instanceof Item.Function function
        ? Optional.of(functions.computeIfAbsent(function, this::guestFunction))
        : Optional.empty();
  }

  private GuestFunction guestFunction(Item.Function function) {
    return switch (function) {
      case Item.Lifted lifted -> new LiftedFunction(this, lifted);
      case Item.Imported imported -> new ReexportedFunction(this, imported);
    };
  }

  private void run(Initializer initializer) {
    switch (initializer) {
      case Initializer.InstantiateModule(
              ValidatedModule module,
              int owner,
              List<CoreDef> imports) ->
          cores.add(
              compiled
                  .computeIfAbsent(module, each -> compile(each, states.get(owner).planned.label()))
                  .instantiate(store, imports.stream().map(this::resolve).toList()));
      case Initializer.LowerImport lower -> lowered.add(new LoweredImport(this, lower).function());
      case Initializer.FuseAdapter fuse -> adapters.add(new FusedAdapter(this, fuse).function());
    }
  }

  CompiledModule compile(ValidatedModule module, String name) {
    return CompiledModule.compile(
        module,
        EngineOptions.DEFAULT.withName(name).withFuel(limits.fuel().isPresent()).withDepth(true));
  }

  Extern resolve(CoreDef def) {
    return switch (def) {
      case CoreDef.Export(int instance, String name) -> exported(cores.get(instance), name);
      case CoreDef.Lowered(int index) -> lowered.get(index);
      case CoreDef.Adapter(int index) -> adapters.get(index);
      case CoreDef.ResourceNew _, CoreDef.ResourceRep _, CoreDef.ResourceDrop _ ->
          builtins.computeIfAbsent(def, each -> new ResourceBuiltins(this).function(each));
    };
  }

  private static Extern exported(Instance core, String name) {
    Extern found = core.export(name);
    if (found == null) {
      throw new IllegalStateException("a valid plan names an export that is not there: " + name);
    }
    return found;
  }

  Function resolveFunction(CoreDef def) {
    if (resolve(def) instanceof Function function) {
      return function;
    }
    throw new IllegalStateException("a function is planned at " + def);
  }

  InstanceState state(int instance) {
    return states.get(instance);
  }

  LinkedComponent linked() {
    return linked;
  }

  RuntimeLimits limits() {
    return limits;
  }

  DenialListener denials() {
    return denials;
  }

  ValueCodecs codecs() {
    return codecs;
  }

  /**
   * Of the calling instance's parents and itself, those that a call to another does not enter anew.
   */
  List<InstanceState> entering(@Nullable InstanceState caller, InstanceState callee) {
    List<InstanceState> entering = new ArrayList<>();
    for (int i = callee.planned.index(); i >= 0; i = states.get(i).planned.parent()) {
      boolean aroundCaller = false;
      for (int c = caller == null ? -1 : caller.planned.index();
          c >= 0;
          c = states.get(c).planned.parent()) {
        aroundCaller |= c == i;
      }
      if (!aroundCaller) {
        entering.add(states.get(i));
      }
    }
    return entering;
  }

  /**
   * Where lifting and lowering of a call find memory, realloc and handles; realloc runs with
   * leaving forbidden.
   */
  LiftLowerContext context(PlannedOptions options, ResourceMap resources, BorrowScope call) {
    InstanceState state = state(options.instance());
    MemoryView memory = options.memory() == null ? null : new MemoryView(memory(options.memory()));
    Realloc realloc = null;
    if (options.realloc() != null) {
      Function function = resolveFunction(options.realloc());
      realloc =
          (oldAddress, oldSize, alignment, newSize) -> {
            state.mayLeave.intValue = 0;
            int address = (int) function.call(oldAddress, oldSize, alignment, newSize)[0];
            state.mayLeave.intValue = 1;
            return address;
          };
    }
    return new LiftLowerContext(
        new CanonicalOptions(options.encoding(), memory, realloc),
        new HandlesView(state, resources, call),
        HostBudget.ofBytes(limits.hostBytes()));
  }

  private Memory memory(CoreDef def) {
    if (resolve(def) instanceof Memory memory) {
      return memory;
    }
    throw new IllegalStateException("a memory is planned at " + def);
  }

  /** A new one for each call: it counts what the host allocates. */
  HostContext hostContext() {
    HostBudget budget = HostBudget.ofBytes(limits.hostBytes());
    return new HostContext() {
      @Override
      public void checkInterrupted() {
        store.poll();
      }

      @Override
      public void reserve(long bytes) {
        budget.charge(bytes);
      }
    };
  }

  /** Releases a resource whose last owned handle is gone. */
  void destroy(@Nullable InstanceState caller, HandleEntry entry) {
    PlannedResource resource = entry.resource;
    if (resource.definer().isEmpty()) {
      HostResource host =
          linked
              .resources()
              .get(
                  new LinkedComponent.ResourceKey(
                      String.valueOf(resource.hostInterface()), resource.name()));
      if (host != null && entry.object != null) {
        host.drop().accept(entry.object);
      }
      return;
    }
    CoreDef destructor = resource.destructor();
    InstanceState definer = state(resource.definer().getAsInt());
    if (destructor != null) {
      Function function = resolveFunction(destructor);
      Border.call(entering(caller, definer), () -> function.call(entry.rep));
    }
  }

  boolean poisoned() {
    return poisoned;
  }

  void poison() {
    poisoned = true;
  }
}

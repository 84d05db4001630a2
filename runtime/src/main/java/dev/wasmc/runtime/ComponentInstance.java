package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.ResourceHandle;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.LimitListener;
import dev.wasmc.engine.Memory;
import dev.wasmc.engine.Store;
import dev.wasmc.engine.TrapException;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.CoreDef;
import dev.wasmc.runtime.plan.Initializer;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedInstance;
import dev.wasmc.runtime.plan.PlannedOptions;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A component with all that is nested in it, instantiated. For one thread at a time; {@link
 * #interrupt()} is for others.
 *
 * <p>After a trap it is poisoned: what the guest had half done stays half done, so that nothing can
 * be called any more. It still has to be closed.
 */
public final class ComponentInstance implements AutoCloseable {
  private static final long[] NOTHING = {};

  private final LinkedComponent linked;
  private final RuntimeLimits limits;
  private final DenialListener denials;
  private final Store store;
  private final List<InstanceState> states = new ArrayList<>();
  private final List<Instance> cores = new ArrayList<>();
  private final List<Function> lowered = new ArrayList<>();
  private final List<Function> adapters = new ArrayList<>();

  /** The next adapters, which wait for those behind them so that one module is made of all. */
  private final List<Initializer.FuseAdapter> waiting = new ArrayList<>();

  private final Map<CoreDef, Function> builtins = new HashMap<>();
  private final Map<Item.Function, GuestFunction> functions = new IdentityHashMap<>();
  private final ValueCodecs codecs = new ValueCodecs();
  private @Nullable String unusable;

  /** Read by other threads, to whom a value of a moment ago is as good. */
  private @Nullable String hostCall;

  private boolean running;
  private boolean closed;

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
    // Whoever is called meanwhile must not come back in.
    List<InstanceState> root = List.of(state(0));
    guarded(() ->
        Border.call(
            root,
            () -> {
              plan().initializers().forEach(this::run);
              fuse();
              return root;
            }));
  }

  /** From any thread: the guest traps at its next loop or call. */
  public void interrupt() {
    store.interrupt();
  }

  /**
   * Drops the host's resources that handles of the guest still own, the newest first. Code of the
   * guest does not run any more, destructors included. Closing twice does nothing.
   *
   * @throws IllegalStateException while a call runs
   */
  @Override
  public void close() {
    if (running) {
      throw new IllegalStateException("the guest is running");
    }
    if (closed) {
      return;
    }
    closed = true;
    unusable = "it is closed";
    RuntimeException failure = null;
    for (InstanceState state : states.reversed()) {
      for (ResourceHandle<PlannedResource> handle : state.handles.dropAll()) {
        if (handle.own() && handle.type().definer().isEmpty()) {
          failure = dropped(handle, failure);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private @Nullable RuntimeException dropped(
      ResourceHandle<PlannedResource> handle, @Nullable RuntimeException failure) {
    try {
      hostResource(handle.type()).drop().accept(handle.resource());
    } catch (RuntimeException e) {
      if (failure == null) {
        return e;
      }
      failure.addSuppressed(e);
    }
    return failure;
  }

  /**
   * Drops a resource of the guest that the host owns: one that an exported function returned, or
   * that a host function was given for good. Its destructor runs.
   *
   * @throws TrapException where the destructor traps, or the host does not own it
   */
  public void drop(Value.Handle handle) {
    guarded(() -> {
      if (!(handle.resource() instanceof GuestResource guest)
          || guest.component != this
          || !guest.owned) {
        throw AbiTrap.VALUE_MISMATCH.exception("the host does not own " + handle.resource());
      }
      guest.owned = false;
      destroy(null, guest.type, guest.rep);
      return guest;
    });
  }

  /**
   * Which function of the host the guest has called, {@code interface.function}; null for none. For
   * any thread, which may see what was true a moment ago.
   */
  public @Nullable String hostCall() {
    return hostCall;
  }

  /** Returns what {@link #leaveHost} is to get. */
  @Nullable String enterHost(String function) {
    String outer = hostCall;
    hostCall = function;
    return outer;
  }

  void leaveHost(@Nullable String outer) {
    hostCall = outer;
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

  /** An exported core module. */
  public Optional<ValidatedModule> module(String name) {
    return switch (plan().exports().get(name)) {
      case Item.DefinedModule(ValidatedModule module) -> Optional.of(module);
      case Item.ImportedModule imported -> Optional.ofNullable(linked.modules().get(imported));
      case null, default -> Optional.empty();
    };
  }

  private GuestFunction guestFunction(Item.Function function) {
    return switch (function) {
      case Item.Lifted lifted -> new LiftedFunction(this, lifted);
      case Item.Imported imported -> new ReexportedFunction(this, imported);
    };
  }

  private void run(Initializer initializer) {
    store.poll();
    switch (initializer) {
      case Initializer.InstantiateModule instantiate -> {
        fuse();
        cores.add(instantiate(instantiate));
      }
      case Initializer.LowerImport lower -> {
        fuseNeededBy(lower.options());
        lowered.add(new LoweredImport(this, lower).function());
      }
      case Initializer.FuseAdapter fuse -> {
        fuseNeededBy(fuse.options());
        fuseNeededBy(fuse.callee().options());
        fuseNeededBy(fuse.callee().core());
        waiting.add(fuse);
      }
    }
  }

  private void fuse() {
    if (!waiting.isEmpty()) {
      adapters.addAll(new FusedAdapters(this, waiting).functions());
      waiting.clear();
    }
  }

  private void fuseNeededBy(PlannedOptions options) {
    fuseNeededBy(options.realloc());
    fuseNeededBy(options.postReturn());
  }

  private void fuseNeededBy(@Nullable CoreDef def) {
    if (def instanceof CoreDef.Adapter(int index) && index >= adapters.size()) {
      fuse();
    }
  }

  private Instance instantiate(Initializer.InstantiateModule step) {
    String owner = states.get(step.owner()).planned.label();
    return switch (step.module()) {
      case Item.DefinedModule(ValidatedModule module) ->
          code()
              .module(module, owner, codeKind())
              .instantiate(store, step.imports().stream().map(this::resolve).toList());
      case Item.ImportedModule imported -> {
        ValidatedModule module = linked.modules().get(imported);
        if (module == null) {
          throw new IllegalStateException("not linked: " + imported.name());
        }
        List<ModuleType.CoreImport> known = imported.type().imports();
        Map<List<String>, Extern> given = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
          given.put(
              List.of(known.get(i).module(), known.get(i).name()), resolve(step.imports().get(i)));
        }
        List<Extern> imports =
            module.module().imports().stream()
                .map(each -> given.get(List.of(each.module(), each.name())))
                .toList();
        yield code().module(module, owner, codeKind()).instantiate(store, imports);
      }
    };
  }

  PlanCode code() {
    return linked.code();
  }

  PlanCode.Kind codeKind() {
    return PlanCode.Kind.of(limits);
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
   * Whether two instances are the same, or one is nested in the other; see {@link FusedAdapters}.
   */
  boolean oneHoldsTheOther(int a, int b) {
    return isAround(a, b) || isAround(b, a);
  }

  private boolean isAround(int outer, int inner) {
    int at = inner;
    while (at >= 0 && at != outer) {
      at = parent(at);
    }
    return at == outer;
  }

  /** Of an instance and those around it, the ones that a call from the caller enters anew. */
  List<InstanceState> entering(@Nullable InstanceState caller, InstanceState callee) {
    BitSet aroundCaller = new BitSet();
    for (int at = caller == null ? -1 : caller.planned.index(); at >= 0; at = parent(at)) {
      aroundCaller.set(at);
    }
    List<InstanceState> entering = new ArrayList<>();
    for (int at = callee.planned.index(); at >= 0 && !aroundCaller.get(at); at = parent(at)) {
      entering.add(states.get(at));
    }
    return entering;
  }

  private int parent(int instance) {
    return states.get(instance).planned.parent();
  }

  Memory resolveMemory(CoreDef def) {
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

  HostFunction hostFunction(Item.Imported imported) {
    HostFunction function = linked.functions().get(imported);
    if (function == null) {
      throw new IllegalStateException("not linked: " + imported.name());
    }
    return function;
  }

  private HostResource hostResource(PlannedResource type) {
    HostResource host = linked.resources().get(type);
    if (host == null) {
      throw new IllegalStateException("not linked: " + type.name());
    }
    return host;
  }

  /**
   * Releases a resource whose last owned handle is gone.
   *
   * @param caller null where the host drops it
   * @param resource what the handle stood for, see {@link InstanceState#handles}
   */
  void destroy(@Nullable InstanceState caller, PlannedResource type, Object resource) {
    if (type.definer().isEmpty()) {
      hostResource(type).drop().accept(resource);
      return;
    }
    // The border is passed even where there is no destructor to call.
    Function destructor = type.destructor() == null ? null : resolveFunction(type.destructor());
    Border.call(
        entering(caller, state(type.definer().getAsInt())),
        () -> destructor == null ? NOTHING : destructor.call((Integer) resource));
  }

  /**
   * Runs code of the guest. Whatever ends it abruptly poisons the component, and comes out as the
   * one kind of exception that traps have.
   */
  <T extends @Nullable Object> T guarded(Supplier<T> inside) {
    boolean outermost = !running;
    boolean completed = false;
    running = true;
    try {
      if (unusable != null) {
        throw AbiTrap.CANNOT_ENTER.exception(unusable);
      }
      T result = inside.get();
      completed = true;
      return result;
    } catch (StackOverflowError e) {
      throw TrapException.of(TrapKind.STACK_OVERFLOW);
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    } finally {
      if (!completed && unusable == null) {
        unusable = "it trapped before";
      }
      if (outermost) {
        running = false;
      }
    }
  }
}

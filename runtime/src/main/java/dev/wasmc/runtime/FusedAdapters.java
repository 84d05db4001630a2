package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.PointerType;
import dev.wasmc.abi.adapter.Adapter;
import dev.wasmc.abi.adapter.AdapterEmitter;
import dev.wasmc.abi.adapter.AdapterImport;
import dev.wasmc.abi.adapter.AdapterSide;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.HostFunction;
import dev.wasmc.engine.Instance;
import dev.wasmc.runtime.plan.CoreDef;
import dev.wasmc.runtime.plan.Initializer;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedDenial;
import dev.wasmc.runtime.plan.PlannedOptions;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.runtime.plan.ResourceMap;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls from component instances into others, {@code canon lower} of lifted functions: functions of
 * one core module that read from one memory and write into the other, compiled like any module.
 * What cannot be said in core code, handles above all, it imports from here.
 *
 * <p>Between an instance and one nested in it, or an instance and itself, every call traps. The
 * definitions of the canonical ABI permit these ("donut wrapping"), but its suite asks for the trap
 * "for now", as wasmtime gives it: what ran here would run nowhere else.
 */
final class FusedAdapters {
  private static final FuncType NOTHING = new FuncType(List.of(), List.of());

  private final ComponentInstance component;
  private final List<Initializer.FuseAdapter> fused;

  /** Those that get code, by the number of their adapter. */
  private final List<Initializer.FuseAdapter> emitted = new ArrayList<>();

  private final List<Adapter> adapters = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final SequencedMap<CoreDef, Integer> memories = new LinkedHashMap<>();
  private final SequencedMap<CoreDef, Integer> reallocs = new LinkedHashMap<>();
  private final Map<Integer, ResourceMap> resources = new HashMap<>();

  /** Of the calls that run and lend something, the innermost first. */
  private final Deque<CallScope> calls = new ArrayDeque<>();

  /**
   * @param fused none of them needs another one
   */
  FusedAdapters(ComponentInstance component, List<Initializer.FuseAdapter> fused) {
    this.component = component;
    this.fused = List.copyOf(fused);
  }

  /** A core function for each, in order. */
  List<Function> functions() {
    List<Optional<String>> exports = fused.stream().map(this::add).toList();
    Optional<Instance> code = adapters.isEmpty() ? Optional.empty() : Optional.of(instantiate());
    List<Function> functions = new ArrayList<>();
    for (int i = 0; i < fused.size(); i++) {
      Initializer.FuseAdapter fuse = fused.get(i);
      Function function =
          exports
              .get(i)
              .flatMap(name -> code.map(made -> made.function(name)))
              .orElseGet(() -> refused(fuse));
      PlannedDenial denial = component.plan().denials().get(fuse.callee());
      functions.add(denial == null ? function : reported(function, fuse, denial));
    }
    return functions;
  }

  /** The export that it becomes; empty for a call that always traps. */
  private Optional<String> add(Initializer.FuseAdapter fuse) {
    PlannedOptions lower = fuse.options();
    Item.Lifted callee = fuse.callee();
    PlannedOptions lift = callee.options();
    if (component.oneHoldsTheOther(lower.instance(), lift.instance())) {
      return Optional.empty();
    }
    resources.put(lower.instance(), fuse.resources());
    resources.put(lift.instance(), callee.resources());
    String name = unique(fuse.name().toString());
    emitted.add(fuse);
    adapters.add(
        new Adapter(
            name,
            side(lower, fuse.type()),
            side(lift, callee.type()),
            lift.postReturn() != null,
            component
                .entering(component.state(lower.instance()), component.state(lift.instance()))
                .stream()
                .map(state -> state.planned.index())
                .toList()));
    return Optional.of(name);
  }

  private String unique(String name) {
    int count = names.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + " (" + count + ")";
  }

  private Instance instantiate() {
    PlanCode.AdapterCode code =
        component.code().adapters(fused.getFirst(), () -> AdapterEmitter.emit(adapters));
    CompiledModule module = code.compiled(component.codeKind());
    return module.instantiate(
        component.store(), code.imports().stream().map(this::supply).toList());
  }

  private Function refused(Initializer.FuseAdapter fuse) {
    return HostFunction.ofArrays(
        new CoreSignatures(PointerType.I32).lower(fuse.type()),
        (_, _) -> trap(AbiTrap.CANNOT_ENTER.ordinal()));
  }

  private AdapterSide side(PlannedOptions options, FunctionType type) {
    return new AdapterSide(
        options.instance(),
        type,
        options.encoding(),
        number(memories, options.memory()),
        number(reallocs, options.realloc()));
  }

  private static int number(Map<CoreDef, Integer> known, @Nullable CoreDef def) {
    return def == null ? AdapterSide.NONE : known.computeIfAbsent(def, _ -> known.size());
  }

  private static CoreDef numbered(SequencedMap<CoreDef, Integer> known, int number) {
    return List.copyOf(known.sequencedKeySet()).get(number);
  }

  private Extern supply(AdapterImport wanted) {
    return switch (wanted) {
      case AdapterImport.Memory(int memory) -> component.resolve(numbered(memories, memory));
      case AdapterImport.Realloc(int realloc) -> component.resolve(numbered(reallocs, realloc));
      case AdapterImport.Callee(int adapter) ->
          component.resolve(emitted.get(adapter).callee().core());
      case AdapterImport.PostReturn(int adapter) -> postReturn(emitted.get(adapter));
      case AdapterImport.MayLeave(int instance) -> component.state(instance).mayLeave;
      case AdapterImport.MayEnter(int instance) -> component.state(instance).mayEnter;
      case AdapterImport.TransferResource transfer -> transfer(transfer);
      case AdapterImport.EnterCall _ -> bind("enterCall", NOTHING);
      case AdapterImport.ExitCall _ -> bind("exitCall", NOTHING);
      case AdapterImport.Trap.TRAP ->
          bind("trap", new FuncType(List.of(NumType.I32), List.of()), int.class);
    };
  }

  private Extern postReturn(Initializer.FuseAdapter fuse) {
    CoreDef def = fuse.callee().options().postReturn();
    if (def == null) {
      throw new IllegalStateException("no post-return");
    }
    return component.resolve(def);
  }

  private Extern transfer(AdapterImport.TransferResource transfer) {
    PlannedResource resource =
        resource(transfer.fromInstance(), transfer.toInstance(), transfer.from());
    String name = transfer.own() ? "transferOwn" : "transferBorrow";
    MethodHandle handle =
        MethodHandles.insertArguments(
            method(
                name,
                MethodType.methodType(
                    int.class,
                    InstanceState.class,
                    InstanceState.class,
                    PlannedResource.class,
                    int.class)),
            0,
            component.state(transfer.fromInstance()),
            component.state(transfer.toInstance()),
            resource);
    return HostFunction.of(CoreSignatures.RESOURCE_REP, handle);
  }

  private PlannedResource resource(int from, int to, ResourceType type) {
    ResourceMap first = resourcesOf(from);
    return first.has(type) ? first.get(type) : resourcesOf(to).get(type);
  }

  private ResourceMap resourcesOf(int instance) {
    ResourceMap known = resources.get(instance);
    if (known == null) {
      throw new IllegalStateException("no side of any adapter: instance " + instance);
    }
    return known;
  }

  private Extern bind(String name, FuncType type, Class<?>... parameters) {
    return HostFunction.of(type, method(name, MethodType.methodType(void.class, parameters)));
  }

  private MethodHandle method(String name, MethodType type) {
    try {
      return MethodHandles.lookup().findVirtual(FusedAdapters.class, name, type).bindTo(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Function reported(Function function, Initializer.FuseAdapter fuse, PlannedDenial denial) {
    String caller = component.state(fuse.options().instance()).planned.label();
    return HostFunction.ofArrays(
        function.type(),
        (numbers, references) -> {
          component.denials().denied(denial, caller);
          function.invoke(numbers, references);
        });
  }

  // Called by adapter code.

  void enterCall() {
    calls.push(new CallScope());
  }

  void exitCall() {
    try {
      CallScope call = calls.pop();
      call.requireNoBorrows();
      call.release();
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    }
  }

  void trap(int ordinal) {
    throw GuestTraps.translate(AbiTrap.values()[ordinal].exception());
  }

  int transferOwn(InstanceState from, InstanceState to, PlannedResource resource, int handle) {
    try {
      return to.handles.addOwn(resource, from.handles.takeOwn(resource, handle));
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    }
  }

  int transferBorrow(InstanceState from, InstanceState to, PlannedResource resource, int handle) {
    try {
      CallScope call = calls.getFirst();
      return to.addBorrow(resource, from.handles.lend(resource, handle, call), call);
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    }
  }
}

package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.PointerType;
import dev.wasmc.abi.adapter.Adapter;
import dev.wasmc.abi.adapter.AdapterEmitter;
import dev.wasmc.abi.adapter.AdapterImport;
import dev.wasmc.abi.adapter.AdapterModule;
import dev.wasmc.abi.adapter.AdapterSide;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.HostFunction;
import dev.wasmc.runtime.plan.CoreDef;
import dev.wasmc.runtime.plan.Initializer;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedDenial;
import dev.wasmc.runtime.plan.PlannedOptions;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.runtime.plan.ResourceMap;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call from one component instance into another, {@code canon lower} of a lifted function: a core
 * module that reads from one memory and writes into the other, compiled like any module. What
 * cannot be said in core code, handles above all, it imports from here.
 */
final class FusedAdapter {
  private static final FuncType NOTHING = new FuncType(List.of(), List.of());

  private final ComponentInstance component;
  private final Initializer.FuseAdapter fuse;
  private final List<CoreDef> memories = new ArrayList<>();
  private final List<CoreDef> reallocs = new ArrayList<>();
  private final Deque<CallScope> calls = new ArrayDeque<>();

  FusedAdapter(ComponentInstance component, Initializer.FuseAdapter fuse) {
    this.component = component;
    this.fuse = fuse;
  }

  Function function() {
    PlannedOptions lower = fuse.options();
    Item.Lifted callee = fuse.callee();
    if (component.oneHoldsTheOther(lower.instance(), callee.options().instance())) {
      return HostFunction.ofArrays(
          new CoreSignatures(PointerType.I32).lower(fuse.type()),
          (_, _) -> trap(AbiTrap.CANNOT_ENTER.ordinal()));
    }
    AdapterSide caller = side(lower, fuse.type());
    AdapterSide target = side(callee.options(), callee.type());
    List<Integer> entered =
        component
            .entering(
                component.state(lower.instance()), component.state(callee.options().instance()))
            .stream()
            .map(state -> state.planned.index())
            .toList();
    AdapterModule adapter =
        AdapterEmitter.emit(
            List.of(
                new Adapter(
                    "call", caller, target, callee.options().postReturn() != null, entered)));
    List<Extern> imports = adapter.imports().stream().map(this::supply).toList();
    Extern call =
        component
            .compile(
                ModuleValidator.validate("adapter", adapter.module(), Features.SUPPORTED),
                "adapter")
            .instantiate(component.store(), imports)
            .export("call");
    if (call instanceof Function function) {
      PlannedDenial denial = component.plan().denials().get(callee);
      return denial == null ? function : reported(function, denial);
    }
    throw new IllegalStateException("an adapter without its function");
  }

  private AdapterSide side(PlannedOptions options, FunctionType type) {
    return new AdapterSide(
        options.instance(),
        type,
        options.encoding(),
        number(memories, options.memory()),
        number(reallocs, options.realloc()));
  }

  private static int number(List<CoreDef> known, @Nullable CoreDef def) {
    if (def == null) {
      return AdapterSide.NONE;
    }
    if (!known.contains(def)) {
      known.add(def);
    }
    return known.indexOf(def);
  }

  private Extern supply(AdapterImport wanted) {
    return switch (wanted) {
      case AdapterImport.Memory(int memory) -> component.resolve(memories.get(memory));
      case AdapterImport.Realloc(int realloc) -> component.resolve(reallocs.get(realloc));
      case AdapterImport.Callee _ -> component.resolve(fuse.callee().core());
      case AdapterImport.PostReturn _ -> postReturn();
      case AdapterImport.MayLeave(int instance) -> component.state(instance).mayLeave;
      case AdapterImport.MayEnter(int instance) -> component.state(instance).mayEnter;
      case AdapterImport.TransferResource transfer -> transfer(transfer);
      case AdapterImport.EnterCall _ -> bind("enterCall", NOTHING);
      case AdapterImport.ExitCall _ -> bind("exitCall", NOTHING);
      case AdapterImport.Trap.TRAP ->
          bind("trap", new FuncType(List.of(NumType.I32), List.of()), int.class);
    };
  }

  private Extern postReturn() {
    CoreDef def = fuse.callee().options().postReturn();
    if (def == null) {
      throw new IllegalStateException("no post-return");
    }
    return component.resolve(def);
  }

  private Extern transfer(AdapterImport.TransferResource transfer) {
    PlannedOptions lower = fuse.options();
    PlannedResource resource =
        resources(transfer.fromInstance() == lower.instance(), transfer.from());
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

  private PlannedResource resources(boolean caller, ResourceType type) {
    ResourceMap callers = fuse.resources();
    ResourceMap callees = fuse.callee().resources();
    ResourceMap first = caller ? callers : callees;
    return first.has(type) ? first.get(type) : (caller ? callees : callers).get(type);
  }

  private Extern bind(String name, FuncType type, Class<?>... parameters) {
    return HostFunction.of(type, method(name, MethodType.methodType(void.class, parameters)));
  }

  private MethodHandle method(String name, MethodType type) {
    try {
      return MethodHandles.lookup().findVirtual(FusedAdapter.class, name, type).bindTo(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Function reported(Function function, PlannedDenial denial) {
    String caller = component.state(fuse.options().instance()).planned.label();
    try {
      MethodHandle report =
          MethodHandles.insertArguments(
              MethodHandles.lookup()
                  .findVirtual(
                      DenialListener.class,
                      "denied",
                      MethodType.methodType(void.class, PlannedDenial.class, String.class)),
              0,
              component.denials(),
              denial,
              caller);
      return HostFunction.of(
          function.type(), MethodHandles.foldArguments(function.handle(), report));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
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

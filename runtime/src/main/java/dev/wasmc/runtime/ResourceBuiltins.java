package dev.wasmc.runtime;

import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.ResourceHandle;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.HostFunction;
import dev.wasmc.runtime.plan.CoreDef;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.wasm.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** {@code canon resource.new}, {@code resource.rep} and {@code resource.drop}. */
record ResourceBuiltins(ComponentInstance component) {
  Function function(CoreDef def) {
    return switch (def) {
      case CoreDef.ResourceNew(int instance, PlannedResource resource) ->
          bind("add", CoreSignatures.RESOURCE_NEW, instance, resource);
      case CoreDef.ResourceRep(int instance, PlannedResource resource) ->
          bind("rep", CoreSignatures.RESOURCE_REP, instance, resource);
      case CoreDef.ResourceDrop(int instance, PlannedResource resource) ->
          bind("drop", CoreSignatures.RESOURCE_DROP, instance, resource);
      default -> throw new IllegalArgumentException(def.toString());
    };
  }

  private Function bind(String name, FuncType type, int instance, PlannedResource resource) {
    Class<?> result = type.results().isEmpty() ? void.class : int.class;
    MethodType method =
        MethodType.methodType(result, InstanceState.class, PlannedResource.class, int.class);
    try {
      MethodHandle handle =
          MethodHandles.lookup().findVirtual(ResourceBuiltins.class, name, method).bindTo(this);
      return HostFunction.of(
          type, MethodHandles.insertArguments(handle, 0, component.state(instance), resource));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  int add(InstanceState state, PlannedResource resource, int rep) {
    try {
      state.checkLeave();
      return state.handles.addOwn(resource, rep);
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    }
  }

  int rep(InstanceState state, PlannedResource resource, int handle) {
    try {
      return (Integer) state.handles.resource(resource, handle);
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    }
  }

  void drop(InstanceState state, PlannedResource resource, int handle) {
    try {
      state.checkLeave();
      ResourceHandle<PlannedResource> dropped = state.handles.drop(resource, handle);
      if (dropped.own()) {
        component.destroy(state, resource, dropped.resource());
      }
    } catch (RuntimeException e) {
      throw GuestTraps.translate(e);
    }
  }
}

package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.HandleTable;
import dev.wasmc.abi.ResourceTable;
import dev.wasmc.engine.Global;
import dev.wasmc.runtime.plan.PlannedInstance;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.NumType;

/** A component instance: "ComponentInstance" of the canonical ABI. */
final class InstanceState {
  private static final GlobalType FLAG = new GlobalType(NumType.I32, true);

  final PlannedInstance planned;

  /** Behind a handle is a representation as an Integer, or the object of a host's resource. */
  final ResourceTable<PlannedResource> handles;

  /**
   * 0 while canonical code runs functions of the instance: realloc and post-return may call nobody.
   * Adapters use it too.
   */
  final Global mayLeave = Global.create(FLAG, 1, null);

  /** 0 while a call from outside runs: nobody may enter a second time. Adapters use it too. */
  final Global mayEnter = Global.create(FLAG, 1, null);

  InstanceState(PlannedInstance planned, int handleLimit) {
    this.planned = planned;
    this.handles = new ResourceTable<>(new HandleTable<>(handleLimit));
  }

  void checkLeave() {
    if (mayLeave.intValue == 0) {
      throw AbiTrap.CANNOT_LEAVE.exception();
    }
  }

  /**
   * Lends a resource to a call of this instance.
   *
   * @return the representation where the instance implements the resource itself, else a handle
   */
  int addBorrow(PlannedResource type, Object resource, CallScope call) {
    return type.definer().orElse(-1) == planned.index()
        ? (Integer) resource
        : handles.addBorrow(type, resource, call);
  }
}

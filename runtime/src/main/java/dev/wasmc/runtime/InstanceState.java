package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.HandleTable;
import dev.wasmc.engine.Global;
import dev.wasmc.runtime.plan.PlannedInstance;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.NumType;

/** A component instance: "ComponentInstance" of the canonical ABI. */
final class InstanceState {
  private static final GlobalType FLAG = new GlobalType(NumType.I32, true);

  final PlannedInstance planned;
  final HandleTable<HandleEntry> handles;

  /**
   * 0 while canonical code runs functions of the instance: realloc and post-return may call nobody.
   * Adapters use it too.
   */
  final Global mayLeave = Global.create(FLAG, 1, null);

  /** 0 while a call from outside runs: nobody may enter a second time. Adapters use it too. */
  final Global mayEnter = Global.create(FLAG, 1, null);

  InstanceState(PlannedInstance planned, int handleLimit) {
    this.planned = planned;
    this.handles = new HandleTable<>(handleLimit);
  }

  void checkLeave() {
    if (mayLeave.intValue == 0) {
      throw AbiTrap.CANNOT_LEAVE.exception();
    }
  }

  HandleEntry entry(PlannedResource resource, int handle) {
    HandleEntry entry = handles.get(handle);
    if (entry.resource != resource) {
      throw AbiTrap.WRONG_RESOURCE.exception(
          entry.resource.name() + " where " + resource.name() + " is expected");
    }
    return entry;
  }

  /** Takes an owned handle out, to pass it on. */
  HandleEntry takeOwn(PlannedResource resource, int handle) {
    HandleEntry entry = entry(resource, handle);
    if (!entry.owns()) {
      throw AbiTrap.NOT_OWNED.exception();
    }
    if (entry.lent != 0) {
      throw AbiTrap.LENT.exception();
    }
    handles.remove(handle);
    return entry;
  }

  /** A handle to lend: an owned one is marked until the call ends. */
  HandleEntry lend(PlannedResource resource, int handle, BorrowScope call) {
    HandleEntry entry = entry(resource, handle);
    if (entry.owns()) {
      call.lend(entry);
    }
    return entry;
  }

  int addOwn(HandleEntry entry) {
    return handles.add(entry.copy(null));
  }

  /**
   * Lends a resource to a call of this instance.
   *
   * @return the representation where the instance implements the resource itself, else a handle
   */
  int addBorrow(HandleEntry entry, BorrowScope call) {
    if (implementsIt(entry.resource)) {
      return entry.rep;
    }
    call.addBorrow();
    return handles.add(entry.copy(call));
  }

  boolean implementsIt(PlannedResource resource) {
    return resource.definer().isPresent() && resource.definer().getAsInt() == planned.index();
  }
}

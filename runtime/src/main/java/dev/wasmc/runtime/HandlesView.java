package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.Handles;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.runtime.plan.ResourceMap;

/**
 * The handles of an instance in one call between it and the host. The host holds its own resources
 * as plain objects and a guest's as {@link GuestResource}s.
 */
record HandlesView(
    ComponentInstance component, InstanceState instance, ResourceMap resources, CallScope call)
    implements Handles {
  @Override
  public int lowerOwn(ResourceType type, Object resource) {
    PlannedResource planned = resources.get(type);
    if (planned.definer().isEmpty()) {
      return instance.handles.addOwn(planned, resource);
    }
    GuestResource guest = guest(planned, resource);
    if (!guest.owned) {
      throw AbiTrap.VALUE_MISMATCH.exception("the host does not own " + guest);
    }
    guest.owned = false;
    return instance.handles.addOwn(planned, guest.rep);
  }

  @Override
  public int lowerBorrow(ResourceType type, Object resource) {
    PlannedResource planned = resources.get(type);
    if (planned.definer().isEmpty()) {
      return instance.addBorrow(planned, resource, call);
    }
    GuestResource guest = guest(planned, resource);
    if (!guest.owned && !guest.borrowed) {
      throw AbiTrap.VALUE_MISMATCH.exception("the host does not own " + guest);
    }
    return instance.addBorrow(planned, guest.rep, call);
  }

  @Override
  public Object liftOwn(ResourceType type, int handle) {
    PlannedResource planned = resources.get(type);
    return outside(planned, instance.handles.takeOwn(planned, handle), true);
  }

  @Override
  public Object liftBorrow(ResourceType type, int handle) {
    PlannedResource planned = resources.get(type);
    return outside(planned, instance.handles.lend(planned, handle, call), false);
  }

  private Object outside(PlannedResource type, Object resource, boolean owned) {
    return type.definer().isEmpty()
        ? resource
        : new GuestResource(component, type, (Integer) resource, owned);
  }

  private GuestResource guest(PlannedResource type, Object object) {
    if (object instanceof GuestResource guest
        && guest.component == component
        && guest.type == type) {
      return guest;
    }
    throw AbiTrap.VALUE_MISMATCH.exception("no resource of type " + type.name());
  }
}

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
record HandlesView(InstanceState instance, ResourceMap resources, CallScope call)
    implements Handles {
  @Override
  public int lowerOwn(ResourceType type, Object resource) {
    PlannedResource planned = resources.get(type);
    return instance.handles.addOwn(planned, inside(planned, resource));
  }

  @Override
  public int lowerBorrow(ResourceType type, Object resource) {
    PlannedResource planned = resources.get(type);
    return instance.addBorrow(planned, inside(planned, resource), call);
  }

  @Override
  public Object liftOwn(ResourceType type, int handle) {
    PlannedResource planned = resources.get(type);
    return outside(planned, instance.handles.takeOwn(planned, handle));
  }

  @Override
  public Object liftBorrow(ResourceType type, int handle) {
    PlannedResource planned = resources.get(type);
    return outside(planned, instance.handles.lend(planned, handle, call));
  }

  private static Object outside(PlannedResource type, Object resource) {
    return type.definer().isEmpty() ? resource : new GuestResource(type, (Integer) resource);
  }

  private static Object inside(PlannedResource type, Object object) {
    if (type.definer().isEmpty()) {
      return object;
    }
    if (object instanceof GuestResource guest && guest.resource == type) {
      return guest.rep;
    }
    throw AbiTrap.VALUE_MISMATCH.exception("no resource of type " + type.name());
  }
}

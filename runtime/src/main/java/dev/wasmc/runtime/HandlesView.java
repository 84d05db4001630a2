package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.Handles;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.runtime.plan.ResourceMap;

/**
 * The handles of an instance in one call between it and the host. The host holds its own resources
 * as plain objects and a guest's as {@link GuestResource}s.
 */
record HandlesView(InstanceState instance, ResourceMap resources, BorrowScope call)
    implements Handles {
  @Override
  public int lowerOwn(ResourceType type, Object resource) {
    return instance.addOwn(entry(resources.get(type), resource));
  }

  @Override
  public int lowerBorrow(ResourceType type, Object resource) {
    return instance.addBorrow(entry(resources.get(type), resource), call);
  }

  @Override
  public Object liftOwn(ResourceType type, int handle) {
    return object(instance.takeOwn(resources.get(type), handle));
  }

  @Override
  public Object liftBorrow(ResourceType type, int handle) {
    return object(instance.lend(resources.get(type), handle, call));
  }

  private static Object object(HandleEntry entry) {
    return entry.object != null ? entry.object : new GuestResource(entry.resource, entry.rep);
  }

  private static HandleEntry entry(PlannedResource resource, Object object) {
    if (resource.definer().isEmpty()) {
      return new HandleEntry(resource, 0, object, null);
    }
    if (object instanceof GuestResource guest && guest.resource == resource) {
      return new HandleEntry(resource, guest.rep, null, null);
    }
    throw AbiTrap.VALUE_MISMATCH.exception("no resource of type " + resource.name());
  }
}

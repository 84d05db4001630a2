package dev.wasmc.runtime.plan;

import dev.wasmc.component.types.ResourceType;
import java.util.IdentityHashMap;
import java.util.Map;

/** What the resource types of one component's validation are in one of its instances. */
public final class ResourceMap {
  private final Map<ResourceType, PlannedResource> resources = new IdentityHashMap<>();

  ResourceMap() {}

  void put(ResourceType type, PlannedResource resource) {
    resources.put(type, resource);
  }

  /** Whether a type is known. */
  public boolean has(ResourceType type) {
    return resources.containsKey(type);
  }

  /** Every type that a validated function type speaks of is there. */
  public PlannedResource get(ResourceType type) {
    PlannedResource resource = resources.get(type);
    if (resource == null) {
      throw new IllegalStateException("the plan has no resource for " + type);
    }
    return resource;
  }
}

package dev.wasmc.runtime;

import dev.wasmc.runtime.plan.PlannedResource;

/**
 * A guest's resource in the hands of the host: what {@link dev.wasmc.component.values.Value.Handle}
 * carries for it.
 */
final class GuestResource {
  final PlannedResource resource;
  final int rep;

  GuestResource(PlannedResource resource, int rep) {
    this.resource = resource;
    this.rep = rep;
  }

  @Override
  public String toString() {
    return resource.name() + "#" + rep;
  }
}

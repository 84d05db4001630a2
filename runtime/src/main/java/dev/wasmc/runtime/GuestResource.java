package dev.wasmc.runtime;

import dev.wasmc.runtime.plan.PlannedResource;

/**
 * A guest's resource in the hands of the host: what {@link dev.wasmc.component.values.Value.Handle}
 * carries for it.
 */
final class GuestResource {
  final ComponentInstance component;
  final PlannedResource type;
  final Integer rep;

  /** Whether the host owns it; it does not any more once it has passed it on. */
  boolean owned;

  /** Whether it is lent to a call of the host. */
  final boolean borrowed;

  GuestResource(ComponentInstance component, PlannedResource type, Integer rep, boolean owned) {
    this.component = component;
    this.type = type;
    this.rep = rep;
    this.owned = owned;
    this.borrowed = !owned;
  }

  @Override
  public String toString() {
    return type.name() + "#" + rep;
  }
}

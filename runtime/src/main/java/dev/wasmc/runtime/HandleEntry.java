package dev.wasmc.runtime;

import dev.wasmc.runtime.plan.PlannedResource;
import org.jspecify.annotations.Nullable;

/** What a handle stands for: "ResourceHandle" of the canonical ABI. */
final class HandleEntry {
  final PlannedResource resource;

  /** Of a guest's resource: what its component knows it by. */
  final int rep;

  /** Of a host's resource: the object itself. */
  final @Nullable Object object;

  /** For a borrowed handle: the call that it ends with. */
  final @Nullable BorrowScope scope;

  /** For an owned handle: how many calls it is lent to now. */
  int lent;

  HandleEntry(
      PlannedResource resource, int rep, @Nullable Object object, @Nullable BorrowScope scope) {
    this.resource = resource;
    this.rep = rep;
    this.object = object;
    this.scope = scope;
  }

  boolean owns() {
    return scope == null;
  }

  /** A handle to the same resource. */
  HandleEntry copy(@Nullable BorrowScope newScope) {
    return new HandleEntry(resource, rep, object, newScope);
  }
}

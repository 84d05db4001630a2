package dev.wasmc.abi;

import dev.wasmc.component.types.ResourceType;

/**
 * The handle table of an instance during one call, as lifting and lowering see it. Every method may
 * throw {@link AbiTrapException}.
 */
public interface Handles {
  /** Puts an owned resource into the table. */
  int lowerOwn(ResourceType type, Object resource);

  /**
   * Puts a resource into the table that is lent until the call ends; gives the representation where
   * the instance made the type.
   */
  int lowerBorrow(ResourceType type, Object resource);

  /** Takes an owned resource out of the table. */
  Object liftOwn(ResourceType type, int handle);

  /** Gives the resource of a handle, which stays lent until the call ends. */
  Object liftBorrow(ResourceType type, int handle);
}

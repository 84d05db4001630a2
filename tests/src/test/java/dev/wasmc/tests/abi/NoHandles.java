package dev.wasmc.tests.abi;

import dev.wasmc.abi.Handles;
import dev.wasmc.component.types.ResourceType;

/** For vectors without resources. */
enum NoHandles implements Handles {
  NONE;

  @Override
  public int lowerOwn(ResourceType type, Object resource) {
    throw new AssertionError("own");
  }

  @Override
  public int lowerBorrow(ResourceType type, Object resource) {
    throw new AssertionError("borrow");
  }

  @Override
  public Object liftOwn(ResourceType type, int handle) {
    throw new AssertionError("own");
  }

  @Override
  public Object liftBorrow(ResourceType type, int handle) {
    throw new AssertionError("borrow");
  }
}

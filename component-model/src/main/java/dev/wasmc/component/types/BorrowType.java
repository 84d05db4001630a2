package dev.wasmc.component.types;

import org.jspecify.annotations.Nullable;

/**
 * A handle lent for a call.
 *
 * @param named as for {@link OwnType}
 */
public record BorrowType(ResourceType resource, @Nullable TypeEntity named) implements ValueType {
  public BorrowType(ResourceType resource) {
    this(resource, null);
  }
}

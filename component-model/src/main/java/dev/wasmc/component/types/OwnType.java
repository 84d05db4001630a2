package dev.wasmc.component.types;

import org.jspecify.annotations.Nullable;

/**
 * A handle that owns.
 *
 * @param named the import, export or resource definition whose type index is used, one of perhaps
 *     several for the same resource; null where it is not known. Nothing but naming looks at it.
 */
public record OwnType(ResourceType resource, @Nullable TypeEntity named) implements ValueType {
  public OwnType(ResourceType resource) {
    this(resource, null);
  }
}

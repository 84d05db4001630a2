package dev.wasmc.component.types;

import org.jspecify.annotations.Nullable;

/**
 * A type as an import or an export; also the name that a type index gives to a resource type.
 *
 * @param type what it is equal to, as an object of its own unless it is a resource type. A {@link
 *     ResourceType} that is among the {@code fresh} or {@code imported} ones of the surrounding
 *     type and first met here is "some resource", any other is "that resource".
 * @param origin the import, export or resource definition that it was declared to be equal to, as
 *     WIT's {@code use} does; null where it is the first of its name. Nothing but naming looks at
 *     it.
 */
public record TypeEntity(AnyType type, @Nullable TypeEntity origin) implements EntityType {
  public TypeEntity(AnyType type) {
    this(type, null);
  }
}

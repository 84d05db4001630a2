package dev.wasmc.component.types;

/**
 * A type as an import or an export.
 *
 * @param type what it is equal to, as an object of its own unless it is a resource type. A {@link
 *     ResourceType} that is among the {@code fresh} or {@code imported} ones of the surrounding
 *     type and first met here is "some resource", any other is "that resource".
 */
public record TypeEntity(AnyType type) implements EntityType {}

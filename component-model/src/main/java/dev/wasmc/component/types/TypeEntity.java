package dev.wasmc.component.types;

/**
 * A type as an import or an export.
 *
 * @param type what it is equal to; a {@link ResourceType} of its own where only "some resource" is
 *     said
 */
public record TypeEntity(AnyType type) implements EntityType {}

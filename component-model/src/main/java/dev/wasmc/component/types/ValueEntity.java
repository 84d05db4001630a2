package dev.wasmc.component.types;

/** A value as an import or an export (gated in the standard). */
public record ValueEntity(ValueType type) implements EntityType {}

package dev.wasmc.component.types;

/** A handle that owns. */
public record OwnType(ResourceType resource) implements ValueType {}

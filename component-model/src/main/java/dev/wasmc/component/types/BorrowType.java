package dev.wasmc.component.types;

/** A handle lent for a call. */
public record BorrowType(ResourceType resource) implements ValueType {}

package dev.wasmc.component.types;

/** A list of any length. */
public record ListType(ValueType element) implements ValueType {}

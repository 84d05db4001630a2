package dev.wasmc.component.types;

/** A map, in the ABI a list of pairs. */
public record MapType(ValueType key, ValueType value) implements ValueType {}

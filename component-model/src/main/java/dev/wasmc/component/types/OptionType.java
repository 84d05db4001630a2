package dev.wasmc.component.types;

/** A value or nothing. */
public record OptionType(ValueType element) implements ValueType {}

package dev.wasmc.component.types;

/**
 * A list of a length known beforehand (gated in the standard).
 *
 * @param length unsigned, at least 1
 */
public record FixedListType(ValueType element, int length) implements ValueType {}

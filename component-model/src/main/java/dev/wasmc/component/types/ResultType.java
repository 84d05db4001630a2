package dev.wasmc.component.types;

import org.jspecify.annotations.Nullable;

/** Success or failure, each with a value or without. */
public record ResultType(@Nullable ValueType ok, @Nullable ValueType error) implements ValueType {}

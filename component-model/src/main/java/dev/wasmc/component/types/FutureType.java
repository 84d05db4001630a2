package dev.wasmc.component.types;

import org.jspecify.annotations.Nullable;

/** The readable end of a future. */
public record FutureType(@Nullable ValueType element) implements ValueType {}

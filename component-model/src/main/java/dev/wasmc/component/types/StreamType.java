package dev.wasmc.component.types;

import org.jspecify.annotations.Nullable;

/** The readable end of a stream. */
public record StreamType(@Nullable ValueType element) implements ValueType {}

package dev.wasmc.component.types;

import org.jspecify.annotations.Nullable;

/**
 * A case of a variant.
 *
 * @param type null for a case without a payload
 */
public record Case(String name, @Nullable ValueType type) {}

package dev.wasmc.runtime.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a bridge's record says of one of its functions.
 *
 * @param imported the interface that was denied; null for a function imported by itself
 * @param answer what the bridge answers: {@code empty}, {@code error}, {@code inert}, {@code
 *     end-of-file} or {@code trap}
 */
public record PlannedDenial(@Nullable String imported, String function, String answer) {}

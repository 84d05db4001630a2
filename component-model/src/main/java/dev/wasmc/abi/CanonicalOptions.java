package dev.wasmc.abi;

import dev.wasmc.component.StringEncoding;
import org.jspecify.annotations.Nullable;

/**
 * The options of a {@code canon lift} or {@code canon lower} that values depend on.
 *
 * @param memory null where the types need none
 * @param realloc likewise
 */
public record CanonicalOptions(
    StringEncoding encoding, @Nullable CanonicalMemory memory, @Nullable Realloc realloc) {}

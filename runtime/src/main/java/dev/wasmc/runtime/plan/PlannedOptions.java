package dev.wasmc.runtime.plan;

import dev.wasmc.component.StringEncoding;
import org.jspecify.annotations.Nullable;

/**
 * The options of a lift or a lower.
 *
 * @param instance the component instance whose handle table and flags are meant
 */
public record PlannedOptions(
    int instance,
    StringEncoding encoding,
    @Nullable CoreDef memory,
    @Nullable CoreDef realloc,
    @Nullable CoreDef postReturn) {}

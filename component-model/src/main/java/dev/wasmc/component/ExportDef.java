package dev.wasmc.component;

import org.jspecify.annotations.Nullable;

/**
 * An export of a component. It also adds the exported thing to its index space once more.
 *
 * @param ascribed a supertype to export it under
 */
public record ExportDef(ExternName name, SortIndex value, @Nullable ExternDesc ascribed, int at)
    implements Definition {}

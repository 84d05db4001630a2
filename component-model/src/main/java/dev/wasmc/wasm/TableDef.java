package dev.wasmc.wasm;

import org.jspecify.annotations.Nullable;

/**
 * A table that a module defines.
 *
 * @param init what its elements are at first; null for a null reference
 */
public record TableDef(TableType type, @Nullable ConstExpr init) {}

package dev.wasmc.wasm;

import org.jspecify.annotations.Nullable;

/**
 * The size range of a memory or a table.
 *
 * @param min unsigned; pages of 64 KiB for a memory, elements for a table
 * @param max likewise, null for none
 * @param is64 whether addresses are i64
 */
public record Limits(long min, @Nullable Long max, boolean shared, boolean is64) {
  public static Limits of(long min, @Nullable Long max) {
    return new Limits(min, max, false, false);
  }
}

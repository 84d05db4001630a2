package dev.wasmc.wasm.text;

import dev.wasmc.wasm.FuncType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function type where it is used: by index, written out, or both.
 *
 * @param index null where none is named
 * @param inline null where nothing is written out
 * @param parameters the identifiers of the parameters written out, null for those without one
 */
record TypeUse(@Nullable Integer index, @Nullable FuncType inline, List<@Nullable Parameter> parameters) {
  /**
   * @param token where the identifier stands
   */
  record Parameter(String name, int token) {}
}

package dev.wasmc.wasm.text;

import dev.wasmc.wasm.FuncType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function type where it is used: by index, written out, or both.
 *
 * @param index null where none is named
 * @param inline null where nothing is written out
 * @param parameters the parameters written out, null for those without a name
 */
public record TypeUse(
    @Nullable Integer index, @Nullable FuncType inline, List<@Nullable Parameter> parameters) {
  /**
   * A parameter with an identifier or another name.
   *
   * @param token where the identifier stands
   */
  public record Parameter(@Nullable String identifier, @Nullable String annotated, int token) {}
}

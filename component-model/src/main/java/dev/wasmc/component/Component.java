package dev.wasmc.component;

import dev.wasmc.wasm.ByteSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoded, assembled or generated component. Nothing is validated.
 *
 * @param source what it was decoded from, preamble included, which an encoder may copy; null for
 *     one made otherwise
 */
public record Component(List<Definition> definitions, @Nullable ByteSlice source) {
  public Component {
    definitions = List.copyOf(definitions);
  }
}

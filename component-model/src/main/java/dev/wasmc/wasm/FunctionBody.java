package dev.wasmc.wasm;

import java.util.List;

/**
 * The code of a function.
 *
 * @param locals those behind the parameters
 * @param instructions in binary form, the final {@code end} included
 */
public record FunctionBody(List<Locals> locals, ByteSlice instructions) {
  public FunctionBody {
    locals = List.copyOf(locals);
  }
}

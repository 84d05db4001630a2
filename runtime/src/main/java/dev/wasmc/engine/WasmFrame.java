package dev.wasmc.engine;

import org.jspecify.annotations.Nullable;

/**
 * An activation of a wasm function.
 *
 * @param module the name the module was compiled under
 * @param function its index
 * @param name from the name section
 * @param offset of the instruction in the binary, -1 where unknown
 */
public record WasmFrame(String module, int function, @Nullable String name, int offset) {
  @Override
  public String toString() {
    return module
        + "!"
        + (name == null ? "<function " + function + ">" : name)
        + (offset < 0 ? "" : " @ 0x" + Integer.toHexString(offset));
  }
}

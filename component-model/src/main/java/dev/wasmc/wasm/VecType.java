package dev.wasmc.wasm;

/** A vector type. */
public enum VecType implements ValType {
  V128;

  /** Its byte in the binary format. */
  public int code() {
    return 0x7b;
  }

  @Override
  public String toString() {
    return "v128";
  }
}

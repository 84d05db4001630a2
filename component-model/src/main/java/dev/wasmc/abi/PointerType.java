package dev.wasmc.abi;

import dev.wasmc.wasm.NumType;

/** The type of addresses in a memory. */
public enum PointerType {
  I32(NumType.I32, 4),
  I64(NumType.I64, 8);

  private final NumType core;
  private final int size;

  PointerType(NumType core, int size) {
    this.core = core;
    this.size = size;
  }

  /** As a core value. */
  public NumType core() {
    return core;
  }

  /** In bytes; also its alignment. */
  public int size() {
    return size;
  }
}

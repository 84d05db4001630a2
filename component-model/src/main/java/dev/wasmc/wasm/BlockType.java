package dev.wasmc.wasm;

/** The type of a structured instruction. */
public sealed interface BlockType {
  /** From nothing to nothing. */
  enum Empty implements BlockType {
    EMPTY
  }

  /** From nothing to one value. */
  record Result(ValType type) implements BlockType {}

  /** As a function type of the module. */
  record Function(int typeIndex) implements BlockType {}
}

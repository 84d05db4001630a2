package dev.wasmc.wasm;

/** When a segment is used. */
public sealed interface SegmentMode {
  /** By {@code memory.init} or {@code table.init}. */
  enum Passive implements SegmentMode {
    PASSIVE
  }

  /** Never; an element segment that only declares which functions {@code ref.func} may name. */
  enum Declarative implements SegmentMode {
    DECLARATIVE
  }

  /**
   * At instantiation.
   *
   * @param index of the memory or the table
   */
  record Active(int index, ConstExpr offset) implements SegmentMode {}
}

package dev.wasmc.engine;

/**
 * How generated code reads and writes a memory.
 *
 * @param field of {@link MemoryAccess}, behind {@link MemoryAccess#SEGMENT_PREFIX} for memories in
 *     segments; empty for bytes in arrays, which need no view
 * @param type the descriptor of what it reads and writes
 * @param coordinates the descriptors of what holds the memory and of a place in it
 */
record MemoryView(String field, String type, String coordinates) {
  static final MemoryView SHORT = new MemoryView("SHORT", "S");
  static final MemoryView INT = new MemoryView("INT", "I");
  static final MemoryView LONG = new MemoryView("LONG", "J");
  static final MemoryView FLOAT = new MemoryView("FLOAT", "F");
  static final MemoryView DOUBLE = new MemoryView("DOUBLE", "D");
  static final MemoryView BYTE = new MemoryView("", "B");

  private MemoryView(String field, String type) {
    this(field, type, Naming.BYTES + "I");
  }

  /** The same in a segment. */
  MemoryView inSegment() {
    return new MemoryView(
        MemoryAccess.SEGMENT_PREFIX + (field.isEmpty() ? "BYTE" : field),
        type,
        Naming.descriptor(Naming.SEGMENT) + "J");
  }

  boolean isNeeded() {
    return !field.isEmpty();
  }

  String getter() {
    return "(" + coordinates + ")" + type;
  }

  String setter() {
    return "(" + coordinates + type + ")V";
  }
}

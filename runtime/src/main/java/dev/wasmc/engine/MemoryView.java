package dev.wasmc.engine;

import java.util.List;
import java.util.Locale;

/**
 * How generated code reads and writes values of a type in a memory.
 *
 * @param word the type's name in those of methods
 * @param type the descriptor of what it reads and writes
 */
record MemoryView(String word, String type, MemoryShape shape) {
  /** Of arrays, what is wider than a byte. */
  static final List<MemoryView> OF_ARRAYS =
      List.of(
          new MemoryView("Short", "S", MemoryShape.ROOMY),
          new MemoryView("Int", "I", MemoryShape.ROOMY),
          new MemoryView("Long", "J", MemoryShape.ROOMY),
          new MemoryView("Float", "F", MemoryShape.ROOMY),
          new MemoryView("Double", "D", MemoryShape.ROOMY));

  private boolean isRaw() {
    return shape == MemoryShape.RAW;
  }

  /** Bytes in arrays need none: the JVM has instructions for them. */
  boolean isNeeded() {
    return !type.equals("B") || !shape.isArray();
  }

  /** The field of {@link MemoryAccess}. */
  String field() {
    String field = word.toUpperCase(Locale.ROOT);
    return shape == MemoryShape.SEGMENT ? MemoryAccess.SEGMENT_PREFIX + field : field;
  }

  private String owner() {
    return isRaw() ? Naming.UNSAFE : Naming.VAR_HANDLE;
  }

  /** Puts what is called to read or write on the stack. */
  void load(Code code) {
    String type = Naming.descriptor(owner());
    if (isRaw()) {
      code.getStatic(Naming.INSTANCE, Layout.RAW_FIELD, type);
    } else {
      code.getStatic(Naming.MEMORY_ACCESS, field(), type);
    }
  }

  void read(Code code) {
    code.invokeVirtual(owner(), isRaw() ? "get" + word : "get", getter());
  }

  void write(Code code) {
    code.invokeVirtual(owner(), isRaw() ? "put" + word : "set", setter());
  }

  String getter() {
    return "(" + shape.coordinates() + ")" + type;
  }

  String setter() {
    return "(" + shape.coordinates() + type + ")V";
  }
}

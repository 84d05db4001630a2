package dev.wasmc.engine;

import java.util.Locale;

/** How generated code reads and writes values of a type in a memory. */
record MemoryView(Value value, MemoryShape shape) {
  /** What memories hold. */
  enum Value {
    BYTE("B"),
    SHORT("S"),
    INT("I"),
    LONG("J"),
    FLOAT("F"),
    DOUBLE("D");

    private final String descriptor;

    Value(String descriptor) {
      this.descriptor = descriptor;
    }

    /** As in names of methods. */
    private String word() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /** The descriptor of what it reads and writes. */
  String type() {
    return value.descriptor;
  }

  private boolean isRaw() {
    return shape == MemoryShape.RAW;
  }

  /** Bytes in arrays need none: the JVM has instructions for them. */
  boolean isNeeded() {
    return value != Value.BYTE || !shape.isArray();
  }

  /** The field of {@link MemoryAccess}. */
  String field() {
    return shape == MemoryShape.SEGMENT ? MemoryAccess.SEGMENT_PREFIX + value.name() : value.name();
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
    code.invokeVirtual(owner(), isRaw() ? "get" + value.word() : "get", getter());
  }

  void write(Code code) {
    code.invokeVirtual(owner(), isRaw() ? "put" + value.word() : "set", setter());
  }

  String getter() {
    return "(" + shape.coordinates() + ")" + type();
  }

  String setter() {
    return "(" + shape.coordinates() + type() + ")V";
  }
}

package dev.wasmc.engine;

import java.util.Arrays;
import java.util.Locale;

/** How generated code reads and writes values of a type in a memory: one object for each. */
final class MemoryView {
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

  /** By shape and by value. */
  private static final MemoryView[][] ALL =
      Arrays.stream(MemoryShape.values())
          .map(shape ->
              Arrays.stream(Value.values())
                  .map(value -> new MemoryView(value, shape))
                  .toArray(MemoryView[]::new))
          .toArray(MemoryView[][]::new);

  private final Value value;
  private final MemoryShape shape;
  private final String owner;
  private final String ownerType;
  private final String field;
  private final String read;
  private final String write;
  private final String getter;
  private final String setter;

  private MemoryView(Value value, MemoryShape shape) {
    boolean raw = shape == MemoryShape.RAW;
    this.value = value;
    this.shape = shape;
    this.owner = raw ? Naming.UNSAFE : Naming.VAR_HANDLE;
    this.ownerType = Naming.descriptor(owner);
    this.field =
        shape == MemoryShape.SEGMENT ? MemoryAccess.SEGMENT_PREFIX + value.name() : value.name();
    this.read = raw ? "get" + value.word() : "get";
    this.write = raw ? "put" + value.word() : "set";
    this.getter = "(" + shape.coordinates() + ")" + value.descriptor;
    this.setter = "(" + shape.coordinates() + value.descriptor + ")V";
  }

  static MemoryView of(Value value, MemoryShape shape) {
    return ALL[shape.ordinal()][value.ordinal()];
  }

  Value value() {
    return value;
  }

  MemoryShape shape() {
    return shape;
  }

  /** The descriptor of what it reads and writes. */
  String type() {
    return value.descriptor;
  }

  /** Bytes in arrays need none: the JVM has instructions for them. */
  boolean isNeeded() {
    return value != Value.BYTE || !shape.isArray();
  }

  /** The field of {@link MemoryAccess}. */
  String field() {
    return field;
  }

  /** Puts what is called to read or write on the stack. */
  void load(Code code) {
    if (shape == MemoryShape.RAW) {
      code.getStatic(Naming.INSTANCE, Layout.RAW_FIELD, ownerType);
    } else {
      code.getStatic(Naming.MEMORY_ACCESS, field, ownerType);
    }
  }

  void read(Code code) {
    code.invokeVirtual(owner, read, getter);
  }

  void write(Code code) {
    code.invokeVirtual(owner, write, setter);
  }

  String getter() {
    return getter;
  }

  String setter() {
    return setter;
  }
}

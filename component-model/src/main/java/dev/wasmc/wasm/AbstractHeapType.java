package dev.wasmc.wasm;

import org.jspecify.annotations.Nullable;

/** The heap types that every module has. */
public enum AbstractHeapType implements HeapType {
  NOEXN(0x74, "noexn", "nullexnref"),
  NOFUNC(0x73, "nofunc", "nullfuncref"),
  NOEXTERN(0x72, "noextern", "nullexternref"),
  NONE(0x71, "none", "nullref"),
  FUNC(0x70, "func", "funcref"),
  EXTERN(0x6f, "extern", "externref"),
  ANY(0x6e, "any", "anyref"),
  EQ(0x6d, "eq", "eqref"),
  I31(0x6c, "i31", "i31ref"),
  STRUCT(0x6b, "struct", "structref"),
  ARRAY(0x6a, "array", "arrayref"),
  EXN(0x69, "exn", "exnref");

  private final int code;
  private final String keyword;
  private final String nullableReference;

  AbstractHeapType(int code, String keyword, String nullableReference) {
    this.code = code;
    this.keyword = keyword;
    this.nullableReference = nullableReference;
  }

  /** Its byte in the binary format, which also stands for the nullable reference to it. */
  public int code() {
    return code;
  }

  /** As written in the text format. */
  public String keyword() {
    return keyword;
  }

  /** The short form of the nullable reference to it, such as {@code funcref}. */
  public String nullableReference() {
    return nullableReference;
  }

  /** Null where the byte is no abstract heap type. */
  public static @Nullable AbstractHeapType ofCode(int code) {
    for (AbstractHeapType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return keyword;
  }
}

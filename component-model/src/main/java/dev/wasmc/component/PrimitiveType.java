package dev.wasmc.component;

import dev.wasmc.component.types.ValueType;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The primitive value types. */
public enum PrimitiveType implements ValTypeRef, ValueType {
  BOOL(0x7f, "bool"),
  S8(0x7e, "s8"),
  U8(0x7d, "u8"),
  S16(0x7c, "s16"),
  U16(0x7b, "u16"),
  S32(0x7a, "s32"),
  U32(0x79, "u32"),
  S64(0x78, "s64"),
  U64(0x77, "u64"),
  F32(0x76, "f32"),
  F64(0x75, "f64"),
  CHAR(0x74, "char"),
  STRING(0x73, "string"),
  ERROR_CONTEXT(0x64, "error-context");

  private static final Map<String, PrimitiveType> BY_KEYWORD =
      Stream.of(values()).collect(Collectors.toMap(PrimitiveType::keyword, type -> type));

  private static final @Nullable PrimitiveType[] BY_CODE = new @Nullable PrimitiveType[0x80];

  static {
    for (PrimitiveType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final String keyword;

  PrimitiveType(int code, String keyword) {
    this.code = code;
    this.keyword = keyword;
  }

  /** Its byte in the binary format. */
  public int code() {
    return code;
  }

  /** As written in WIT, WAVE and the text format. */
  public String keyword() {
    return keyword;
  }

  public static @Nullable PrimitiveType ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  public static @Nullable PrimitiveType ofKeyword(String keyword) {
    return BY_KEYWORD.get(keyword);
  }

  @Override
  public String toString() {
    return keyword;
  }
}

package dev.wasmc.wit;

/** The types that need no definition. */
public enum Primitive implements Type {
  BOOL("bool"),
  U8("u8"),
  U16("u16"),
  U32("u32"),
  U64("u64"),
  S8("s8"),
  S16("s16"),
  S32("s32"),
  S64("s64"),
  F32("f32"),
  F64("f64"),
  CHAR("char"),
  STRING("string"),
  ERROR_CONTEXT("error-context");

  private final String keyword;

  Primitive(String keyword) {
    this.keyword = keyword;
  }

  /** As it is written. */
  public String keyword() {
    return keyword;
  }

  /** Whether a map may have it as the type of its keys. */
  public boolean isMapKey() {
    return this != F32 && this != F64 && this != ERROR_CONTEXT;
  }
}

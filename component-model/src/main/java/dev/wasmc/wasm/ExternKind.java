package dev.wasmc.wasm;

import org.jspecify.annotations.Nullable;

/** The sorts of things that core modules import and export. */
public enum ExternKind {
  FUNC("func"),
  TABLE("table"),
  MEMORY("memory"),
  GLOBAL("global"),
  TAG("tag");

  private final String keyword;

  ExternKind(String keyword) {
    this.keyword = keyword;
  }

  /** Its byte in the binary format. */
  public int code() {
    return ordinal();
  }

  /** As written in the text format. */
  public String keyword() {
    return keyword;
  }

  public static @Nullable ExternKind ofCode(int code) {
    return code >= 0 && code < values().length ? values()[code] : null;
  }
}

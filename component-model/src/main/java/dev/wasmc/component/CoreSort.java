package dev.wasmc.component;

import dev.wasmc.wasm.ExternKind;
import org.jspecify.annotations.Nullable;

/** The index spaces of core things inside a component. */
public enum CoreSort {
  FUNC(0x00, "func", ExternKind.FUNC),
  TABLE(0x01, "table", ExternKind.TABLE),
  MEMORY(0x02, "memory", ExternKind.MEMORY),
  GLOBAL(0x03, "global", ExternKind.GLOBAL),
  TAG(0x04, "tag", ExternKind.TAG),
  TYPE(0x10, "type", null),
  MODULE(0x11, "module", null),
  INSTANCE(0x12, "instance", null);

  private final int code;
  private final String keyword;
  private final @Nullable ExternKind kind;

  CoreSort(int code, String keyword, @Nullable ExternKind kind) {
    this.code = code;
    this.keyword = keyword;
    this.kind = kind;
  }

  /** Its byte in the binary format. */
  public int code() {
    return code;
  }

  /** As written behind {@code core} in the text format. */
  public String keyword() {
    return keyword;
  }

  /** What a core module calls it; null for what core modules do not export. */
  public @Nullable ExternKind kind() {
    return kind;
  }

  public static CoreSort of(ExternKind kind) {
    return values()[kind.ordinal()];
  }

  public static @Nullable CoreSort ofCode(int code) {
    for (CoreSort sort : values()) {
      if (sort.code == code) {
        return sort;
      }
    }
    return null;
  }
}

package dev.wasmc.wasm;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a name section, core specification 7.4.1 and the extended name section proposal, in
 * the order in which they stand.
 */
public enum NameSubsection {
  MODULE,
  FUNCTION,
  LOCAL,
  LABEL,
  TYPE,
  TABLE,
  MEMORY,
  GLOBAL,
  ELEMENT,
  DATA,
  FIELD,
  TAG;

  /** Its byte in the section. */
  public int code() {
    return ordinal();
  }

  /** Null for a byte that is no part of it. */
  public static @Nullable NameSubsection ofCode(int code) {
    return code >= 0 && code < values().length ? values()[code] : null;
  }
}

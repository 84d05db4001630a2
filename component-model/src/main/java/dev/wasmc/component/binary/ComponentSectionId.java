package dev.wasmc.component.binary;

import org.jspecify.annotations.Nullable;

/** The sections of a component, which may stand in any order and number. */
enum ComponentSectionId {
  CUSTOM("custom sections"),
  CORE_MODULE("core modules"),
  CORE_INSTANCE("core instances"),
  CORE_TYPE("core types"),
  COMPONENT("components"),
  INSTANCE("instances"),
  ALIAS("aliases"),
  TYPE("types"),
  CANON("canonical definitions"),
  START("start functions"),
  IMPORT("imports"),
  EXPORT("exports"),
  VALUE("values");

  private final String plural;

  ComponentSectionId(String plural) {
    this.plural = plural;
  }

  /** Its byte in the binary format. */
  int code() {
    return ordinal();
  }

  /** What is counted in it, for messages. */
  String plural() {
    return plural;
  }

  static @Nullable ComponentSectionId ofCode(int code) {
    return code < values().length ? values()[code] : null;
  }
}

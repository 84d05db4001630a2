package dev.wasmc.wasm.validate;

import java.util.Locale;

/** The rules of core specification 3 that a module can break. */
public enum InvalidReason {
  TYPE_MISMATCH("type mismatch"),
  UNKNOWN_TYPE("unknown type"),
  UNKNOWN_FUNCTION("unknown function"),
  UNKNOWN_TABLE("unknown table"),
  UNKNOWN_MEMORY("unknown memory"),
  UNKNOWN_GLOBAL("unknown global"),
  UNKNOWN_TAG("unknown tag"),
  UNKNOWN_LOCAL("unknown local"),
  UNKNOWN_LABEL("unknown label"),
  UNKNOWN_FIELD("unknown field"),
  UNKNOWN_ELEMENT_SEGMENT("unknown elem segment"),
  UNKNOWN_DATA_SEGMENT("unknown data segment"),
  UNDECLARED_FUNCTION_REFERENCE("undeclared function reference"),
  UNINITIALIZED_LOCAL("uninitialized local"),
  CONSTANT_EXPRESSION_REQUIRED("constant expression required"),
  INVALID_RESULT_ARITY("invalid result arity"),
  INVALID_LANE("invalid lane index"),
  ALIGNMENT("alignment must not be larger than natural"),
  OFFSET_OUT_OF_RANGE("offset out of range"),
  IMMUTABLE_GLOBAL("immutable global"),
  IMMUTABLE_FIELD("immutable field"),
  IMMUTABLE_ARRAY("immutable array"),
  ARRAY_TYPE("array types do not match"),
  ARRAY_ELEMENTS("array type is not numeric or vector"),
  SUB_TYPE("sub type"),
  TAG_RESULT("non-empty tag result type"),
  START_FUNCTION("start function"),
  DUPLICATE_EXPORT("duplicate export name"),
  LIMITS("size minimum must not be greater than maximum"),
  MEMORY_SIZE("memory size"),
  TABLE_SIZE("table size"),
  SHARED_MEMORY("shared memory must have maximum");

  private final String phrase;

  InvalidReason(String phrase) {
    this.phrase = phrase;
  }

  /** Stable, such as {@code type-mismatch}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How the standard's own tests call it; their expectation starts with it. */
  public String phrase() {
    return phrase;
  }
}

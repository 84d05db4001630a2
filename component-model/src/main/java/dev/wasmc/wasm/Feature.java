package dev.wasmc.wasm;

/** The proposals that the core standard grew by, in the terms that tools use for them. */
public enum Feature {
  MVP("mvp"),
  MUTABLE_GLOBAL("mutable-global"),
  SIGN_EXTENSION("sign-extension"),
  SATURATING_FLOAT_TO_INT("saturating-float-to-int"),
  MULTI_VALUE("multi-value"),
  BULK_MEMORY("bulk-memory"),
  REFERENCE_TYPES("reference-types"),
  EXTENDED_CONST("extended-const"),
  MULTI_MEMORY("multi-memory"),
  SIMD("simd"),
  RELAXED_SIMD("relaxed-simd"),
  TAIL_CALL("tail-call"),
  FUNCTION_REFERENCES("function-references"),
  GC("gc"),
  EXCEPTIONS("exceptions"),
  MEMORY64("memory64"),
  THREADS("threads");

  private final String label;

  Feature(String label) {
    this.label = label;
  }

  /** The name that users and other tools know it by. */
  public String label() {
    return label;
  }
}

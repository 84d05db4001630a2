package dev.wasmc.wasm.binary;

import dev.wasmc.wasm.WasmProblem;

/**
 * The largest counts that a module may have: those of the JavaScript embedding's implementation
 * limits, and where it names none, a bound far beyond what compilers write.
 */
public enum Limit {
  TYPES(1_000_000, "types"),
  TYPES_IN_A_GROUP(1_000_000, "types in a group"),
  SUPERTYPES(1, "supertypes"),
  SUBTYPE_DEPTH(63, "supertypes above each other"),
  FIELDS(10_000, "fields"),
  ARRAY_OPERANDS(10_000, "operands of array.new_fixed"),
  PARAMS(1_000, "parameters"),
  RESULTS(1_000, "results"),
  IMPORTS(1_000_000, "imports"),
  FUNCTIONS(1_000_000, "functions"),
  TABLES(100_000, "tables"),
  MEMORIES(100, "memories"),
  TAGS(1_000_000, "tags"),
  GLOBALS(1_000_000, "globals"),
  EXPORTS(1_000_000, "exports"),
  ELEMENT_SEGMENTS(100_000, "element segments"),
  ELEMENTS(10_000_000, "elements"),
  DATA_SEGMENTS(100_000, "data segments"),
  LOCALS(50_000, "locals"),
  CUSTOM_SECTIONS(100_000, "custom sections"),
  NESTED_BLOCKS(100_000, "nested blocks"),
  OPERANDS(1_000_000, "operands on the stack"),
  FUNCTION_BODY(7_654_321, "bytes of a function body");

  private final int max;
  private final String plural;

  Limit(int max, String plural) {
    this.max = max;
    this.plural = plural;
  }

  /**
   * The problem of more than that.
   *
   * @param count unsigned
   */
  public WasmProblem.OverLimit exceededBy(long count) {
    return new WasmProblem.OverLimit(
        "the number of " + plural + " (" + Long.toUnsignedString(count) + ")", max);
  }

  /** The largest number allowed. */
  public int max() {
    return max;
  }

  /** What is counted, for messages. */
  public String plural() {
    return plural;
  }
}

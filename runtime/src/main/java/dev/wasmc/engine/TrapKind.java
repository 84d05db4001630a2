package dev.wasmc.engine;

import dev.wasmc.source.Explanations;

/** Why the execution of wasm code ended abruptly. The set is closed. */
public enum TrapKind {
  UNREACHABLE("unreachable", "unreachable executed"),
  MEMORY_OUT_OF_BOUNDS("out-of-bounds-memory", "out of bounds memory access"),
  TABLE_OUT_OF_BOUNDS("out-of-bounds-table", "out of bounds table access"),
  UNDEFINED_ELEMENT("undefined-element", "undefined element"),
  UNINITIALIZED_ELEMENT("uninitialized-element", "uninitialized element"),
  INDIRECT_CALL_TYPE_MISMATCH("indirect-call-type-mismatch", "indirect call type mismatch"),
  INTEGER_DIVIDE_BY_ZERO("integer-divide-by-zero", "integer divide by zero"),
  INTEGER_OVERFLOW("integer-overflow", "integer overflow"),
  INVALID_CONVERSION_TO_INTEGER("invalid-conversion-to-integer", "invalid conversion to integer"),
  /** The thread's stack is used up, or the depth that the options allow. */
  STACK_OVERFLOW("stack-overflow", "call stack exhausted"),
  FUEL_EXHAUSTED("fuel-exhausted", "all fuel consumed"),
  /** {@link Store#interrupt()} was called, for a timeout as a rule. */
  INTERRUPTED("interrupted", "interrupted"),
  /** Lifting, lowering or a handle operation failed; the message says how. */
  CANONICAL_ABI("canonical-abi", "canonical ABI"),
  /** A component instance has as many handles as it may. */
  TOO_MANY_HANDLES("too-many-handles", "too many handles"),
  /** A host function refused; the message says why. */
  HOST("host", "host function"),
  /** A function that was reached cannot be translated; the message says why. */
  UNTRANSLATABLE_FUNCTION("untranslatable-function", "function cannot be translated");

  private final String id;
  private final String text;

  TrapKind(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** What there is to say about each of these. */
  public static Explanations explanations() {
    return Explanations.read(TrapKind.class.getResourceAsStream("traps.md"));
  }

  /** Stable. */
  public String id() {
    return id;
  }

  /** In the words of the core specification's tests where they have any. */
  public String text() {
    return text;
  }
}

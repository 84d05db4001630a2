package dev.wasmc.engine;

/** How generated code reaches a memory. */
enum MemoryShape {
  /** An array whose length is the size of the memory, so that its own bounds are those. */
  EXACT,
  /** The first bytes of an array; addresses are compared with {@link Memory#bound}. */
  ROOMY,
  /** A segment outside of the heap, of just the memory's size: for what no array holds. */
  SEGMENT;

  /** The internal name of what holds the bytes. */
  String holder() {
    return this == SEGMENT ? Naming.SEGMENT : Naming.BYTES;
  }

  /** The field of {@link Memory} with it. */
  String field() {
    return this == SEGMENT ? "segment" : "data";
  }
}

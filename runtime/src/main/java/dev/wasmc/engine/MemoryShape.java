package dev.wasmc.engine;

/** How generated code reaches a memory. */
enum MemoryShape {
  /** An array whose length is the size of the memory, so that its own bounds are those. */
  EXACT,
  /** The first bytes of an array; addresses are compared with {@link Memory#bound}. */
  ROOMY,
  /**
   * The first bytes of an array, reached through {@link RawAccess}; addresses are compared with
   * {@link Instance#end}, and nothing else is between the code and the JVM's own memory.
   */
  RAW,
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

  /** The descriptors of the holder and of a place in it, as what is called takes them. */
  String coordinates() {
    return switch (this) {
      case EXACT, ROOMY -> Naming.BYTES + "I";
      case RAW -> Naming.descriptor(Naming.OBJECT) + "J";
      case SEGMENT -> Naming.descriptor(Naming.SEGMENT) + "J";
    };
  }

  /** Whether it is reached as an array. */
  boolean isArray() {
    return this == EXACT || this == ROOMY;
  }

  /** Whether addresses are compared before the access rather than by it. */
  boolean comparesFirst() {
    return this == ROOMY || this == RAW;
  }
}

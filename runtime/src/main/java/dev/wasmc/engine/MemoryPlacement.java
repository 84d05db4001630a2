package dev.wasmc.engine;

/**
 * Where the memories that a module defines are. An array is faster to access, and none holds 2 GiB;
 * a memory that starts with as much is always outside.
 */
public enum MemoryPlacement {
  /** In arrays, so that a memory that starts smaller never grows to 2 GiB. */
  ARRAYS,
  /** In arrays, unless the memory's type lets it grow to 2 GiB and more. */
  BY_TYPE,
  /** Outside of the heap. */
  SEGMENTS
}

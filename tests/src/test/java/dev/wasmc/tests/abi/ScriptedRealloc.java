package dev.wasmc.tests.abi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.abi.Realloc;

/**
 * Answers as a {@code realloc} entry says.
 *
 * <p>Strict, it insists on the arguments. Otherwise it hands out blocks of its own: a host may
 * lower strings with other calls.
 */
final class ScriptedRealloc implements Realloc {
  private final JsonNode calls;
  private final boolean strict;
  private int count;
  private int next = 4096;

  ScriptedRealloc(JsonNode calls, boolean strict) {
    this.calls = calls;
    this.strict = strict;
  }

  boolean strict() {
    return strict;
  }

  @Override
  public int realloc(int oldAddress, int oldSize, int alignment, int newSize) {
    if (!strict) {
      int block = (next + alignment - 1) & -alignment;
      next = block + newSize;
      return block;
    }
    JsonNode call = calls.path(count++);
    String expected =
        "[" + call.path(0) + "," + call.path(1) + "," + call.path(2) + "," + call.path(3);
    String found = "[" + oldAddress + "," + oldSize + "," + alignment + "," + newSize;
    if (!expected.equals(found)) {
      throw new AssertionError("realloc " + found + "] instead of " + call);
    }
    return (int) call.get(4).asLong();
  }

  /** The calls that were not made. */
  int left() {
    return strict ? calls.size() - count : 0;
  }
}

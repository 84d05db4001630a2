package dev.wasmc.wasm;

import java.util.List;

/**
 * A composite type with its place in the subtype order.
 *
 * @param supertypes type indices, at most one today
 */
public record SubType(boolean isFinal, List<Integer> supertypes, CompositeType composite) {
  public SubType {
    supertypes = List.copyOf(supertypes);
  }

  /** The plain form: final and without a supertype. */
  public static SubType of(CompositeType composite) {
    return new SubType(true, List.of(), composite);
  }

  /** Whether it is written as a composite type alone. */
  public boolean isPlain() {
    return isFinal && supertypes.isEmpty();
  }
}

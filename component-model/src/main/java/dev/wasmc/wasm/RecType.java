package dev.wasmc.wasm;

import java.util.List;

/**
 * A group of types that may refer to each other.
 *
 * @param explicit whether it is written with {@code rec}; a group of one need not be
 */
public record RecType(List<SubType> types, boolean explicit) {
  public RecType {
    types = List.copyOf(types);
  }

  public static RecType of(CompositeType composite) {
    return new RecType(List.of(SubType.of(composite)), false);
  }
}

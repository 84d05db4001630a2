package dev.wasmc.component.types;

import java.util.List;

/** A set of flags; 1 to 32 labels. */
public record FlagsType(List<String> labels) implements ValueType {
  public FlagsType {
    labels = List.copyOf(labels);
  }
}

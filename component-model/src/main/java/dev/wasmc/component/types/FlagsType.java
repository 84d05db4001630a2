package dev.wasmc.component.types;

import java.util.List;

/** A set of flags; 1 to {@link #MAX_LABELS} labels. */
public record FlagsType(List<String> labels) implements ValueType {
  /** As many as fit into one number. */
  public static final int MAX_LABELS = 32;

  public FlagsType {
    labels = List.copyOf(labels);
  }
}

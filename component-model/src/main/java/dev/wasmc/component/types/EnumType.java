package dev.wasmc.component.types;

import java.util.List;

/** An enumeration; at least one label. */
public record EnumType(List<String> labels) implements ValueType {
  public EnumType {
    labels = List.copyOf(labels);
  }
}

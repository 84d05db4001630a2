package dev.wasmc.component.types;

import java.util.List;

/** A tuple; at least one element. */
public record TupleType(List<ValueType> elements) implements ValueType {
  public TupleType {
    elements = List.copyOf(elements);
  }
}

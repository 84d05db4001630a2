package dev.wasmc.component.types;

import java.util.List;

/** A record; at least one field. */
public record RecordType(List<Field> fields) implements ValueType {
  public RecordType {
    fields = List.copyOf(fields);
  }
}

package dev.wasmc.wasm;

import java.util.List;

/** A struct type. */
public record StructType(List<FieldType> fields) implements CompositeType {
  public StructType {
    fields = List.copyOf(fields);
  }
}

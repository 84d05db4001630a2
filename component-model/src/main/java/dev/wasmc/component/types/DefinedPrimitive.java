package dev.wasmc.component.types;

import dev.wasmc.component.PrimitiveType;

/**
 * A type definition that is a primitive type: the same values and the same ABI, but an identity of
 * its own.
 */
public record DefinedPrimitive(PrimitiveType type) implements ValueType {
  @Override
  public String toString() {
    return type.toString();
  }
}

package dev.wasmc.component;

/** A value type where it is used: a primitive one, or a type index. */
public sealed interface ValTypeRef permits PrimitiveType, ValTypeRef.Index {
  record Index(int typeIndex) implements ValTypeRef {}
}

package dev.wasmc.wasm;

/** An array type. */
public record ArrayType(FieldType element) implements CompositeType {}

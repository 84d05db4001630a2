package dev.wasmc.wasm;

/** A field of a struct, or the element of an array. */
public record FieldType(StorageType storage, boolean mutable) {}

package dev.wasmc.wasm;

/** The storage types that are narrower than any value type. */
public enum PackedType implements StorageType {
  I8,
  I16
}

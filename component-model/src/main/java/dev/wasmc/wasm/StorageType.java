package dev.wasmc.wasm;

/** What a field of a struct or an array holds, core specification 2.3.9. */
public sealed interface StorageType permits ValType, PackedType {}

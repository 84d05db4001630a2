package dev.wasmc.wasm;

/** A value type, core specification 2.3.5. */
public sealed interface ValType extends StorageType permits NumType, VecType, RefType {}

package dev.wasmc.wasm;

/** A type that a module can define, core specification 2.3.9. */
public sealed interface CompositeType permits FuncType, StructType, ArrayType {}

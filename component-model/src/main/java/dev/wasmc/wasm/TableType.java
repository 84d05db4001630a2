package dev.wasmc.wasm;

/** A table type. */
public record TableType(RefType element, Limits limits) {}

package dev.wasmc.wasm;

/** A global type. */
public record GlobalType(ValType type, boolean mutable) {}

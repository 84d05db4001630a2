package dev.wasmc.wasm;

/** A global that a module defines. */
public record GlobalDef(GlobalType type, ConstExpr init) {}

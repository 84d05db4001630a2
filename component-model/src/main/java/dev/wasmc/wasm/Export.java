package dev.wasmc.wasm;

/** An export of a core module. */
public record Export(String name, ExternKind kind, int index) {}

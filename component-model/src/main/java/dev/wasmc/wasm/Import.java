package dev.wasmc.wasm;

/** An import of a core module. */
public record Import(String module, String name, ImportDesc desc) {}

package dev.wasmc.component;

import dev.wasmc.wasm.ByteSlice;

/** A custom section. */
public record CustomDef(String name, ByteSlice bytes, int at) implements Definition {}

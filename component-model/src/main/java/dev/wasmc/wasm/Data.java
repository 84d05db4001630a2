package dev.wasmc.wasm;

/** A data segment; its mode is active or passive. */
public record Data(SegmentMode mode, ByteSlice bytes) {}

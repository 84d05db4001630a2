package dev.wasmc.wasm;

/**
 * A custom section.
 *
 * @param after the section it stands behind, {@link SectionId#CUSTOM} for the start of the module
 */
public record CustomSection(String name, ByteSlice bytes, SectionId after) {}

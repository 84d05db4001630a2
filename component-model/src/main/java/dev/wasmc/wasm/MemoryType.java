package dev.wasmc.wasm;

/** A memory type; limits count pages of {@link #PAGE_SIZE} bytes. */
public record MemoryType(Limits limits) {
  public static final int PAGE_SIZE = 65536;
}

package dev.wasmc.wasm;

/**
 * A run of locals of one type.
 *
 * @param count unsigned 32 bits; a decoded body has at most 50,000 locals in all
 */
public record Locals(int count, ValType type) {}

package dev.wasmc.wasm;

/**
 * A constant expression.
 *
 * @param instructions in binary form, the final {@code end} included
 */
public record ConstExpr(ByteSlice instructions) {}

package dev.wasmc.wit;

/** An index into {@link Resolve#worlds}. */
public record WorldId(int index) {}

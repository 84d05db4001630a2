package dev.wasmc.wit;

/** An index into {@link Resolve#interfaces}. */
public record InterfaceId(int index) {}

package dev.wasmc.wit;

/** An index into {@link Resolve#packages}. */
public record PackageId(int index) {}

package dev.wasmc.wit;

/** An index into {@link Resolve#types}. */
public record TypeId(int index) implements Type {}

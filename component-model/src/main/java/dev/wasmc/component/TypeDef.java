package dev.wasmc.component;

/** A type definition. */
public record TypeDef(DefType type, int at) implements Definition {}

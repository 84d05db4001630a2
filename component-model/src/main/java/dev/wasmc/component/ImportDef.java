package dev.wasmc.component;

/** An import of a component. */
public record ImportDef(ExternName name, ExternDesc desc, int at) implements Definition {}

package dev.wasmc.component;

/** A component inside a component. */
public record NestedComponent(Component component, int at) implements Definition {}

package dev.wasmc.component.types;

/** A field of a record, or a parameter of a function. */
public record Field(String name, ValueType type) {}

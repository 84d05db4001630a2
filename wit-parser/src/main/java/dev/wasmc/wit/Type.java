package dev.wasmc.wit;

/** A type where it is used: a primitive one, or one of {@link Resolve#types}. */
public sealed interface Type permits Primitive, TypeId {}

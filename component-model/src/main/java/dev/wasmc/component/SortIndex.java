package dev.wasmc.component;

/** Something in one of the index spaces. */
public record SortIndex(Sort sort, int index) {}

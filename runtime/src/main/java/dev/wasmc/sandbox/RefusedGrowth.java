package dev.wasmc.sandbox;

/**
 * A limit that refused the guest something without ending it.
 *
 * @param what {@code memory} or {@code table}
 * @param wanted the total that the guest asked for: bytes, or elements
 * @param allowed in the same unit
 */
public record RefusedGrowth(String what, long wanted, long allowed) {}

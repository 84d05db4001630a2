package dev.wasmc.capability;

/**
 * A constant answer.
 *
 * @param function {@code ns:pkg/iface.func}, with or without a version of the interface, or the
 *     name of a function imported by itself
 * @param wave the answer in WAVE; empty for a function without a result
 */
public record Answer(String function, String wave) {}

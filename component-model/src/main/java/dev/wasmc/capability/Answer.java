package dev.wasmc.capability;

import dev.wasmc.source.Place;

/**
 * A constant answer.
 *
 * @param function {@code ns:pkg/iface.func}, with or without a version of the interface, or the
 *     name of a function imported by itself
 * @param wave the answer in WAVE; empty for a function without a result
 * @param place where it was given: a flag as a whole input, a place in a policy file
 */
public record Answer(String function, String wave, Place place) {}

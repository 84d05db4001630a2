package dev.wasmc.abi.adapter;

import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.types.FunctionType;

/**
 * One end of a call: the function as this side sees it, and its canonical options. Instances,
 * memories and functions are numbers that the linker gives; equal numbers are the same thing.
 *
 * @param instance the component instance
 * @param memory {@link #NONE} where the types need none
 * @param realloc likewise
 */
public record AdapterSide(
    int instance, FunctionType type, StringEncoding encoding, int memory, int realloc) {
  public static final int NONE = -1;
}

package dev.wasmc.abi.adapter;

import dev.wasmc.component.StringEncoding;

/**
 * An {@link AdapterSide} with the indices of the module; {@link AdapterSide#NONE} for what it has
 * not.
 *
 * @param realloc function index
 */
record Endpoint(int instance, StringEncoding encoding, int memory, int realloc) {}

package dev.wasmc.abi.adapter;

import java.util.List;

/**
 * A call to generate.
 *
 * @param name of the export of the generated module, and what wasm stacks call the function
 * @param postReturn whether the callee has one
 * @param entered the instances that the call enters and the caller was not in already: the callee,
 *     and those around it that are not around the caller
 */
public record Adapter(
    String name,
    AdapterSide caller,
    AdapterSide callee,
    boolean postReturn,
    List<Integer> entered) {
  public Adapter {
    entered = List.copyOf(entered);
  }
}

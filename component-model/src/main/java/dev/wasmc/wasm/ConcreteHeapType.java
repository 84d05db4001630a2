package dev.wasmc.wasm;

/** A type of the module's own. */
public record ConcreteHeapType(int typeIndex) implements HeapType {
  @Override
  public String toString() {
    return Integer.toString(typeIndex);
  }
}

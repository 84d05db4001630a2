package dev.wasmc.abi.adapter;

import dev.wasmc.wasm.NumType;
import java.util.List;

/** Where a value is read from or written to. */
sealed interface Location {
  /**
   * A core value in a local.
   *
   * @param type of the local; in a variant it may be wider than that of the value
   */
  record Slot(int local, NumType type) {}

  /** In locals, of which the value uses as many as it has core values. */
  record Flat(List<Slot> slots) implements Location {
    public Flat {
      slots = List.copyOf(slots);
    }

    Flat part(int start, int count) {
      return new Flat(slots.subList(start, start + count));
    }

    Flat rest(int start) {
      return new Flat(slots.subList(start, slots.size()));
    }
  }

  /**
   * In a memory, where it is aligned and inside.
   *
   * @param memory index
   * @param base the local with the address
   * @param offset to be added to it
   */
  record InMemory(int memory, int base, int offset) implements Location {
    InMemory plus(int more) {
      return new InMemory(memory, base, offset + more);
    }
  }
}

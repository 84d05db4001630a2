package dev.wasmc.engine;

/** Hears of growth that was refused; each kind once for a store. */
@FunctionalInterface
public interface LimitListener {
  /** The limits of {@link StoreLimits} that growth can meet, and the machine's own. */
  enum Limit {
    MEMORY_BYTES,
    TABLE_ELEMENTS,
    /** The JVM has no room for the memory, or no array is that long. */
    MACHINE_MEMORY
  }

  /**
   * @param wanted the total that was asked for
   * @param allowed the limit, in the same unit
   */
  void refused(Limit limit, long wanted, long allowed);
}

package dev.wasmc.engine;

/**
 * What all instances of a store may use together.
 *
 * @param memoryBytes of all memories
 * @param tableElements of all tables
 * @param instances of core modules
 * @param callDepth nested calls, counted in modules that are compiled with {@link
 *     EngineOptions#depth()}
 */
public record StoreLimits(long memoryBytes, long tableElements, int instances, int callDepth) {
  public static final StoreLimits DEFAULT = new StoreLimits(4L << 30, 10_000_000, 10_000, 100_000);

  public StoreLimits withMemoryBytes(long bytes) {
    return new StoreLimits(bytes, tableElements, instances, callDepth);
  }

  public StoreLimits withTableElements(long elements) {
    return new StoreLimits(memoryBytes, elements, instances, callDepth);
  }

  public StoreLimits withInstances(int count) {
    return new StoreLimits(memoryBytes, tableElements, count, callDepth);
  }

  public StoreLimits withCallDepth(int depth) {
    return new StoreLimits(memoryBytes, tableElements, instances, depth);
  }
}

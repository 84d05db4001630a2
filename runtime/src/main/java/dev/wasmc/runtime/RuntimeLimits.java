package dev.wasmc.runtime;

import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.StoreLimits;
import java.util.OptionalLong;

/**
 * What one component instance, with all that is nested in it, may use.
 *
 * @param memoryBytes of all memories together
 * @param tableElements of all tables together
 * @param coreInstances how many core instances there may be
 * @param handles in each handle table
 * @param callDepth nested calls of wasm functions
 * @param stackBytes of the thread that runs the guest
 * @param fuel instructions; empty for no count
 * @param hostBytes what lifting the arguments of one call may allocate in the host
 */
public record RuntimeLimits(
    long memoryBytes,
    long tableElements,
    int coreInstances,
    int handles,
    int callDepth,
    long stackBytes,
    OptionalLong fuel,
    long hostBytes) {
  /**
   * 1 GiB of memory, ten million table elements, a million handles, 20,000 calls deep, no fuel
   * count, 256 MiB a host call.
   */
  public static final RuntimeLimits DEFAULT =
      new RuntimeLimits(
          1L << 30,
          10_000_000,
          10_000,
          1_000_000,
          20_000,
          4 * GuestThread.DEFAULT_STACK,
          OptionalLong.empty(),
          256L << 20);

  public RuntimeLimits withMemoryBytes(long bytes) {
    return new RuntimeLimits(
        bytes, tableElements, coreInstances, handles, callDepth, stackBytes, fuel, hostBytes);
  }

  public RuntimeLimits withHandles(int count) {
    return new RuntimeLimits(
        memoryBytes, tableElements, coreInstances, count, callDepth, stackBytes, fuel, hostBytes);
  }

  public RuntimeLimits withCallDepth(int depth) {
    return new RuntimeLimits(
        memoryBytes, tableElements, coreInstances, handles, depth, stackBytes, fuel, hostBytes);
  }

  public RuntimeLimits withFuel(long instructions) {
    return new RuntimeLimits(
        memoryBytes,
        tableElements,
        coreInstances,
        handles,
        callDepth,
        stackBytes,
        OptionalLong.of(instructions),
        hostBytes);
  }

  StoreLimits store() {
    return new StoreLimits(memoryBytes, tableElements, coreInstances, callDepth);
  }
}

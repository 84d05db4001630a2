package dev.wasmc.engine;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state that instances linked to each other share: limits and what is used of them, fuel,
 * interruption, depth.
 *
 * <p>One thread at a time may run code of a store. {@link #interrupt()} is for the others. The
 * methods named by generated code are public for that reason alone: {@link #poll()}, {@link
 * #charge(int)}, {@link #enter()}, {@link #leave()}.
 */
public final class Store {
  private final StoreLimits limits;
  private final LimitListener listener;
  private final Set<LimitListener.Limit> reported = EnumSet.noneOf(LimitListener.Limit.class);
  private volatile boolean interrupted;
  private final Set<Interruption> interruptions = ConcurrentHashMap.newKeySet();
  private long fuel = Long.MAX_VALUE;
  private int depth;
  private long memoryBytes;
  private long tableElements;
  private int instances;

  public Store(StoreLimits limits, LimitListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  public Store(StoreLimits limits) {
    this(limits, (limit, wanted, allowed) -> {});
  }

  public Store() {
    this(StoreLimits.DEFAULT);
  }

  public StoreLimits limits() {
    return limits;
  }

  /** Instructions left. Only modules compiled with {@link EngineOptions#fuel()} use it up. */
  public long fuel() {
    return fuel;
  }

  public void setFuel(long instructions) {
    fuel = instructions;
  }

  /**
   * From any thread: running code traps at its next loop head or function entry, and all code that
   * runs later, until cleared.
   */
  public void interrupt() {
    interrupted = true;
    interruptions.forEach(Interruption::alert);
  }

  /** Has code of a module in this store learn of interruptions, also of one that is there. */
  void watch(Interruption interruption) {
    interruptions.add(interruption);
    if (interrupted) {
      interruption.alert();
    }
  }

  public void clearInterrupt() {
    interrupted = false;
  }

  public boolean isInterrupted() {
    return interrupted;
  }

  /** Bytes of all memories. */
  public long memoryBytes() {
    return memoryBytes;
  }

  public long tableElements() {
    return tableElements;
  }

  public int instances() {
    return instances;
  }

  /** Traps when interrupted. */
  public void poll() {
    if (interrupted) {
      throw TrapException.of(TrapKind.INTERRUPTED);
    }
  }

  /** Takes fuel, or traps. */
  public void charge(int instructions) {
    long left = fuel - instructions;
    fuel = left;
    if (left < 0) {
      throw outOfFuel();
    }
  }

  private TrapException outOfFuel() {
    fuel = 0;
    return TrapException.of(TrapKind.FUEL_EXHAUSTED);
  }

  /** Counts a call. */
  public void enter() {
    if (++depth > limits.callDepth()) {
      throw TrapException.of(TrapKind.STACK_OVERFLOW);
    }
  }

  /** Ends a call. A trap leaves its calls counted; the boundary to the host sets the depth back. */
  public void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  void setDepth(int value) {
    depth = value;
  }

  boolean reserveMemory(long bytes) {
    if (bytes > limits.memoryBytes() - memoryBytes) {
      report(LimitListener.Limit.MEMORY_BYTES, memoryBytes + bytes, limits.memoryBytes());
      return false;
    }
    memoryBytes += bytes;
    return true;
  }

  void releaseMemory(long bytes) {
    memoryBytes -= bytes;
  }

  boolean reserveTable(long elements) {
    if (elements > limits.tableElements() - tableElements) {
      report(LimitListener.Limit.TABLE_ELEMENTS, tableElements + elements, limits.tableElements());
      return false;
    }
    tableElements += elements;
    return true;
  }

  boolean reserveInstance() {
    if (instances >= limits.instances()) {
      return false;
    }
    instances++;
    return true;
  }

  void report(LimitListener.Limit limit, long wanted, long allowed) {
    if (reported.add(limit)) {
      listener.refused(limit, wanted, allowed);
    }
  }
}

package dev.wasmc.engine;

import java.util.function.Consumer;

/**
 * How a module is translated. What is off costs nothing.
 *
 * @param name the module's name in stack traces
 * @param interruptible whether loops and functions look for {@link Store#interrupt()}
 * @param fuel whether instructions are counted against {@link Store#fuel()}
 * @param depth whether calls are counted against {@link StoreLimits#callDepth()}; without, the
 *     thread's stack alone bounds them
 * @param exactMemory whether a memory may be an array of just its size, which is faster to access
 *     and slow to grow: always where the module itself never grows it, else until it grows often,
 *     unless it is raw
 * @param rawMemory whether code reaches arrays that may grow without the JVM's checks, behind its
 *     own comparison of each address: a fifth faster for large programs. Set where the JVM runs
 *     with {@code --sun-misc-unsafe-memory-access=allow}, and only possible there. Two threads in
 *     one {@link Store} at a time, never allowed, may then damage the JVM's memory
 * @param memories where memories are
 * @param methodBytes the bytes of bytecode from which on a function becomes several methods
 * @param splitAfter the rounds of loops after which it does, a call being ten; 0 for at once, as it
 *     is in any case with fuel, and unless most of it is in loops of which none is in another
 * @param ahead whether functions that others call are translated before they are called, on
 *     processors that would idle
 */
public record EngineOptions(
    String name,
    boolean interruptible,
    boolean fuel,
    boolean depth,
    boolean exactMemory,
    boolean rawMemory,
    MemoryPlacement memories,
    int methodBytes,
    int splitAfter,
    boolean ahead) {
  /** HotSpot never compiles a longer method. */
  public static final int HOTSPOT_METHOD_BYTES = 8000;

  private static final int SPLIT_AFTER = 1000;

  private static final boolean AHEAD = AheadCompiler.SPARE > 0;

  public static final EngineOptions DEFAULT =
      new EngineOptions(
          "module",
          true,
          false,
          false,
          true,
          RawAccess.isAllowed(),
          MemoryPlacement.ARRAYS,
          HOTSPOT_METHOD_BYTES,
          SPLIT_AFTER,
          AHEAD);

  public EngineOptions {
    if (rawMemory && !RawAccess.isAllowed()) {
      throw new UnsupportedOperationException(
          "raw memory needs a JVM with --sun-misc-unsafe-memory-access=allow");
    }
  }

  /**
   * Whether an array that may grow has just the memory's size at first: only code that has the JVM
   * compare indices with it gains by that.
   */
  boolean tightMemory() {
    return exactMemory && !rawMemory;
  }

  public EngineOptions withName(String newName) {
    return with(draft -> draft.name = newName);
  }

  public EngineOptions withInterruptible(boolean on) {
    return with(draft -> draft.interruptible = on);
  }

  public EngineOptions withFuel(boolean on) {
    return with(draft -> draft.fuel = on);
  }

  public EngineOptions withDepth(boolean on) {
    return with(draft -> draft.depth = on);
  }

  public EngineOptions withExactMemory(boolean on) {
    return with(draft -> draft.exactMemory = on);
  }

  /**
   * @throws UnsupportedOperationException where the JVM does not allow it
   */
  public EngineOptions withRawMemory(boolean on) {
    return with(draft -> draft.rawMemory = on);
  }

  public EngineOptions withMemories(MemoryPlacement placement) {
    return with(draft -> draft.memories = placement);
  }

  public EngineOptions withMethodBytes(int bytes) {
    return with(draft -> draft.methodBytes = bytes);
  }

  public EngineOptions withSplitAfter(int rounds) {
    return with(draft -> draft.splitAfter = rounds);
  }

  public EngineOptions withAhead(boolean on) {
    return with(draft -> draft.ahead = on);
  }

  private EngineOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** All of them, to change one. */
  private static final class Draft {
    private String name;
    private boolean interruptible;
    private boolean fuel;
    private boolean depth;
    private boolean exactMemory;
    private boolean rawMemory;
    private MemoryPlacement memories;
    private int methodBytes;
    private int splitAfter;
    private boolean ahead;

    Draft(EngineOptions from) {
      name = from.name;
      interruptible = from.interruptible;
      fuel = from.fuel;
      depth = from.depth;
      exactMemory = from.exactMemory;
      rawMemory = from.rawMemory;
      memories = from.memories;
      methodBytes = from.methodBytes;
      splitAfter = from.splitAfter;
      ahead = from.ahead;
    }

    EngineOptions options() {
      return new EngineOptions(
          name,
          interruptible,
          fuel,
          depth,
          exactMemory,
          rawMemory,
          memories,
          methodBytes,
          splitAfter,
          ahead);
    }
  }
}

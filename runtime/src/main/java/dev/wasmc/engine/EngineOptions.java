package dev.wasmc.engine;

/**
 * How a module is translated. What is off costs nothing.
 *
 * @param name the module's name in stack traces
 * @param interruptible whether loops and functions look for {@link Store#interrupt()}
 * @param fuel whether instructions are counted against {@link Store#fuel()}
 * @param depth whether calls are counted against {@link StoreLimits#callDepth()}; without, the thread's stack alone bounds them
 */
public record EngineOptions(String name, boolean interruptible, boolean fuel, boolean depth) {
  public static final EngineOptions DEFAULT = new EngineOptions("module", true, false, false);

  public EngineOptions withName(String newName) {
    return new EngineOptions(newName, interruptible, fuel, depth);
  }

  public EngineOptions withInterruptible(boolean on) {
    return new EngineOptions(name, on, fuel, depth);
  }

  public EngineOptions withFuel(boolean on) {
    return new EngineOptions(name, interruptible, on, depth);
  }

  public EngineOptions withDepth(boolean on) {
    return new EngineOptions(name, interruptible, fuel, on);
  }
}

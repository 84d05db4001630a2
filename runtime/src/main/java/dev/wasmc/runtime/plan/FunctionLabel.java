package dev.wasmc.runtime.plan;

/**
 * What a component knows a function by.
 *
 * @param instance what it knows the instance by that exports it; empty for a function by itself, or
 *     of an instance without a name
 */
public record FunctionLabel(String instance, String function) {
  /** Of one that has no name. */
  static final FunctionLabel NONE = new FunctionLabel("", "");

  private static final int MAX_CHARS = 200;

  /** {@code instance.function}, cut where it is too long for a line. */
  @Override
  public String toString() {
    return instance.isEmpty() ? cut(function) : cut(instance) + "." + cut(function);
  }

  private static String cut(String name) {
    return name.length() <= MAX_CHARS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_CHARS / 2)) + "…";
  }
}

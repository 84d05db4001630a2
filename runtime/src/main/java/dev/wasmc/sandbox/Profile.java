package dev.wasmc.sandbox;

import java.util.List;
import java.util.Locale;

/**
 * Where the time of a guest went, as samples of its stack tell: time on the clock, also such as is
 * spent waiting.
 *
 * @param samples how many were taken
 * @param nanoseconds that they stand for
 * @param entries the functions, those with the most time of their own first
 * @param stacks the same by stack, in the order of their text
 */
public record Profile(int samples, long nanoseconds, List<Entry> entries, List<CallStack> stacks) {
  public Profile {
    entries = List.copyOf(entries);
    stacks = List.copyOf(stacks);
  }

  /**
   * A function, or what else takes time: a host function, compilation, instantiation.
   *
   * @param function from the name section, or else with its index
   * @param module the label of the component that has it, {@code host} or {@code wasmc}
   * @param self nanoseconds
   * @param total nanoseconds, with all that it calls; counted once where it calls itself
   */
  public record Entry(String function, String module, long self, long total) {}

  /**
   * A stack that was seen.
   *
   * @param frames {@code module!function}, outermost first
   * @param self nanoseconds
   */
  public record CallStack(List<String> frames, long self) {
    public CallStack {
      frames = List.copyOf(frames);
    }
  }

  /** For people. */
  public String table(int rows) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "profile: %,d samples over %,d ms%n",
                samples,
                nanoseconds / 1_000_000));
    if (entries.isEmpty()) {
      return text.toString();
    }
    text.append("   self   total  function, module\n");
    for (Entry entry : entries.subList(0, Math.min(rows, entries.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              "%6.1f%% %6.1f%%  %s, %s%n",
              percent(entry.self()),
              percent(entry.total()),
              entry.function(),
              entry.module()));
    }
    if (entries.size() > rows) {
      text.append("… and ").append(entries.size() - rows).append(" more\n");
    }
    return text.toString();
  }

  private double percent(long time) {
    return nanoseconds == 0 ? 0 : 100.0 * time / nanoseconds;
  }

  /** For tools that draw flame graphs: a stack a line, then its microseconds. */
  public String foldedStacks() {
    StringBuilder text = new StringBuilder();
    for (CallStack stack : stacks) {
      for (int i = 0; i < stack.frames().size(); i++) {
        text.append(i == 0 ? "" : ";").append(stack.frames().get(i).replaceAll("[;\\s]", "_"));
      }
      text.append(' ').append(stack.self() / 1000).append('\n');
    }
    return text.toString();
  }
}

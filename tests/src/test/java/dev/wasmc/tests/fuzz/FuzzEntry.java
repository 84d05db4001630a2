package dev.wasmc.tests.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where Jazzer comes in: it finds the methods by their names. */
public final class FuzzEntry {
  /** Of the processor: a machine may have other things to do. */
  static final Duration MOST = Duration.ofSeconds(10);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static @Nullable FuzzTarget target;

  private FuzzEntry() {}

  /**
   * @param arguments the label of a target
   */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.of(arguments[0]);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    if (target == null) {
      throw new IllegalStateException("not initialized");
    }
    long start = THREADS.getCurrentThreadCpuTime();
    target.check(input);
    Duration spent = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    if (spent.compareTo(MOST) > 0) {
      throw new AssertionError("took " + spent);
    }
  }
}

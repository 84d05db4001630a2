package dev.wasmc.cli;

import dev.wasmc.capability.SettingParser;
import dev.wasmc.runtime.RuntimeLimits;
import dev.wasmc.source.DiagnosticException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run may use up. */
final class LimitFlags {
  private static final String FUEL = "--fuel";
  private static final String TIMEOUT = "--timeout";
  private static final String MAX_MEMORY = "--max-memory";
  private static final String MAX_HANDLES = "--max-handles";
  private static final String MAX_STACK_DEPTH = "--max-stack-depth";
  private static final long MAX_FUEL = 999_999_999_999_999_999L;

  @Option(
      names = FUEL,
      paramLabel = "N",
      description = "Stop the guest after about N instructions (no limit).")
  private @Nullable String fuel;

  @Option(
      names = TIMEOUT,
      paramLabel = "TIME",
      description = "Stop the guest after this time, such as 5s (no limit).")
  private @Nullable String timeout;

  @Option(
      names = MAX_MEMORY,
      paramLabel = "SIZE",
      description = "Refuse to grow all memories together beyond this (1GiB).")
  private @Nullable String maxMemory;

  @Option(
      names = MAX_HANDLES,
      paramLabel = "N",
      description = "Stop a guest that holds more resources (1,000,000).")
  private @Nullable String maxHandles;

  @Option(
      names = MAX_STACK_DEPTH,
      paramLabel = "N",
      description = "Stop a guest whose calls nest deeper (20,000).")
  private @Nullable String maxStackDepth;

  RuntimeLimits limits() {
    RuntimeLimits limits = RuntimeLimits.DEFAULT;
    if (maxMemory != null) {
      String size = maxMemory;
      limits = limits.withMemoryBytes(usage(() -> parser(MAX_MEMORY).size(MAX_MEMORY, size)));
    }
    if (maxHandles != null) {
      limits = limits.withHandles((int) count(MAX_HANDLES, maxHandles, Integer.MAX_VALUE));
    }
    if (maxStackDepth != null) {
      limits = limits.withCallDepth((int) count(MAX_STACK_DEPTH, maxStackDepth, Integer.MAX_VALUE));
    }
    if (fuel != null) {
      limits = limits.withFuel(count(FUEL, fuel, MAX_FUEL));
    }
    return limits;
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout)
        .map(time -> usage(() -> parser(TIMEOUT).duration(TIMEOUT, time)));
  }

  private static long count(String flag, String text, long max) {
    return usage(() -> parser(flag).count(flag, text, max));
  }

  private static SettingParser parser(String flag) {
    return SettingParser.ofFlag(Path.of(""), flag);
  }

  private static <T> T usage(Supplier<T> value) {
    try {
      return value.get();
    } catch (DiagnosticException e) {
      throw new UsageException(e.diagnostics());
    }
  }
}

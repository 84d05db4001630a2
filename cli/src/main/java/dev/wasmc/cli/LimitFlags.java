package dev.wasmc.cli;

import dev.wasmc.capability.SettingParser;
import dev.wasmc.runtime.RuntimeLimits;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run may use up. */
final class LimitFlags {
  private static final String TIMEOUT = "--timeout";
  private static final String MAX_MEMORY = "--max-memory";

  @Option(
      names = "--fuel",
      paramLabel = "N",
      description = "Stop the guest after about N instructions (no limit).")
  private @Nullable Long fuel;

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
      names = "--max-handles",
      paramLabel = "N",
      description = "Stop a guest that holds more resources (1,000,000).")
  private @Nullable Integer maxHandles;

  @Option(
      names = "--max-stack-depth",
      paramLabel = "N",
      description = "Stop a guest whose calls nest deeper (20,000).")
  private @Nullable Integer maxStackDepth;

  RuntimeLimits limits() {
    RuntimeLimits limits = RuntimeLimits.DEFAULT;
    if (maxMemory != null) {
      String size = maxMemory;
      limits = limits.withMemoryBytes(usage(() -> parser(MAX_MEMORY).size(MAX_MEMORY, size)));
    }
    if (maxHandles != null) {
      limits = limits.withHandles(notNegative("--max-handles", maxHandles).intValue());
    }
    if (maxStackDepth != null) {
      limits = limits.withCallDepth(notNegative("--max-stack-depth", maxStackDepth).intValue());
    }
    if (fuel != null) {
      limits = limits.withFuel(notNegative("--fuel", fuel));
    }
    return limits;
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout)
        .map(time -> usage(() -> parser(TIMEOUT).duration(TIMEOUT, time)));
  }

  private static SettingParser parser(String flag) {
    return new SettingParser(Path.of(""), new Place.InInput(flag));
  }

  private static Long notNegative(String flag, Number value) {
    if (value.longValue() < 0) {
      throw new UsageException("`" + flag + "` cannot be negative", "0 is the least");
    }
    return value.longValue();
  }

  private static <T> T usage(Supplier<T> value) {
    try {
      return value.get();
    } catch (DiagnosticException e) {
      throw new UsageException(e.diagnostics());
    }
  }
}

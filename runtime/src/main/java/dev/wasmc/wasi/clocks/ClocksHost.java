package dev.wasmc.wasi.clocks;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.wasi.io.Pollable;
import dev.wasmc.wasi.io.WasiVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The interfaces of {@code wasi:clocks}; {@code timezone} is unstable and left out. */
public final class ClocksHost {
  private static final int NANOS_PER_MICRO = 1_000;

  private ClocksHost() {}

  /**
   * @param clock a time before 1970 is told as 1970, since {@code datetime} cannot hold it
   */
  public static HostInterface wallClock(Clock clock) {
    return HostInterface.builder("wasi:clocks/wall-clock", WasiVersion.LATEST)
        .function("now", (_, _) -> datetime(clock.instant()))
        // Java does not tell the clock's resolution; the JDK reads it in microseconds or finer.
        .function("resolution", (_, _) -> datetime(Instant.EPOCH.plusNanos(NANOS_PER_MICRO)))
        .build();
  }

  /** The clock starts near 0 when the hosts are made. */
  public static HostInterface monotonicClock() {
    long start = System.nanoTime();
    return HostInterface.builder("wasi:clocks/monotonic-clock", WasiVersion.LATEST)
        .function("now", (_, _) -> Value.of(System.nanoTime() - start))
        .function("resolution", (_, _) -> Value.of(1))
        .function(
            "subscribe-instant",
            (_, arguments) -> {
              long when = Arguments.integer(arguments, 0);
              return new Value.Handle(when < 0 ? new Never() : new Timer(start + when));
            })
        .function(
            "subscribe-duration",
            (_, arguments) -> {
              long duration = Arguments.integer(arguments, 0);
              long now = System.nanoTime();
              boolean representable = duration >= 0 && now - start + duration >= 0;
              return new Value.Handle(representable ? new Timer(now + duration) : new Never());
            })
        .build();
  }

  private static Value datetime(Instant instant) {
    Instant representable = instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
    return new Value.Record(
        List.of(Value.of(representable.getEpochSecond()), Value.of(representable.getNano())));
  }

  /**
   * @param deadline compared with {@link System#nanoTime}
   */
  private record Timer(long deadline) implements Pollable {
    @Override
    public boolean ready() {
      return nanosLeft() <= 0;
    }

    @Override
    public long nanosLeft() {
      return deadline - System.nanoTime();
    }
  }

  /** A time more than 292 years away. */
  private record Never() implements Pollable {
    @Override
    public boolean ready() {
      return false;
    }
  }
}

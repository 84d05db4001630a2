package dev.wasmc.wasi.clocks;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.wasi.io.Pollable;
import dev.wasmc.wasi.io.WasiVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The interfaces of {@code wasi:clocks}, the unstable {@code timezone} included. */
public final class ClocksHost {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final DateTimeFormatter ZONE_NAME =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  /** With a day left for the offset of any zone. */
  private static final long LAST_SECOND = Instant.MAX.getEpochSecond() - 86_400;

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

  /**
   * @param clock whose zone is meant; times that Java cannot express are told as UTC
   */
  public static HostInterface timezone(Clock clock) {
    return HostInterface.builder("wasi:clocks/timezone", WasiVersion.LATEST)
        .function(
            "display",
            (_, arguments) -> {
              ZonedDateTime when = zoned(arguments, clock.getZone());
              return new Value.Record(
                  List.of(
                      Value.of(when.getOffset().getTotalSeconds()),
                      Value.of(ZONE_NAME.format(when)),
                      new Value.Bool(
                          when.getZone().getRules().isDaylightSavings(when.toInstant()))));
            })
        .function(
            "utc-offset",
            (_, arguments) ->
                Value.of(zoned(arguments, clock.getZone()).getOffset().getTotalSeconds()))
        .build();
  }

  private static ZonedDateTime zoned(List<Value> arguments, ZoneId zone) {
    Value.Record datetime = (Value.Record) arguments.getFirst();
    long seconds = Arguments.integer(datetime.fields(), 0);
    return seconds < 0 || seconds > LAST_SECOND
        ? ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC)
        : ZonedDateTime.ofInstant(Instant.ofEpochSecond(seconds), zone);
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

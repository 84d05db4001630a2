package dev.wasmc.wasi;

import static dev.wasmc.wasi.Guest.field;
import static dev.wasmc.wasi.Guest.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.component.values.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClocksTest {
  private static final String MONOTONIC = "clocks/monotonic-clock";

  @Test
  void tellsTheWallClock() throws Exception {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000L, 42), ZoneOffset.UTC);
    try (Guest guest = new Guest(WasiConfig.builder().wallClock(clock))) {
      Value now = guest.call("clocks/wall-clock", "now");
      assertEquals(1_700_000_000L, number(field(now, 0)));
      assertEquals(42, number(field(now, 1)));
    }
  }

  @Test
  void tellsTheZoneOfTheClock() throws Exception {
    Clock clock = Clock.system(ZoneId.of("Europe/Berlin"));
    try (Guest guest = new Guest(WasiConfig.builder().wallClock(clock))) {
      Value summer = guest.call("clocks/timezone", "display", datetime(1_751_328_000L));
      assertEquals(
          new Value.Record(List.of(Value.of(7200), Value.of("CEST"), new Value.Bool(true))),
          summer);
      assertEquals(
          Value.of(3600), guest.call("clocks/timezone", "utc-offset", datetime(1_735_689_600L)));
      for (long far : new long[] {-1, Long.MAX_VALUE, Instant.MAX.getEpochSecond()}) {
        assertEquals(Value.of(0), guest.call("clocks/timezone", "utc-offset", datetime(far)));
      }
    }
  }

  private static Value datetime(long seconds) {
    return new Value.Record(List.of(Value.of(seconds), Value.of(0)));
  }

  @Test
  void aTimerIsReadyAfterItsTimeAndNotBefore() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().monotonicClock())) {
      long before = number(guest.call(MONOTONIC, "now"));
      Value timer = guest.call(MONOTONIC, "subscribe-duration", Value.of(10_000_000));
      assertEquals(new Value.Bool(false), guest.call("io/poll", "[method]pollable.ready", timer));
      guest.tryCall("io/poll", "[method]pollable.block", timer);
      long waited = number(guest.call(MONOTONIC, "now")) - before;
      assertTrue(waited >= 10_000_000, () -> "waited " + waited);
      assertEquals(new Value.Bool(true), guest.call("io/poll", "[method]pollable.ready", timer));
      Value past = guest.call(MONOTONIC, "subscribe-instant", Value.of(before));
      assertEquals(new Value.Bool(true), guest.call("io/poll", "[method]pollable.ready", past));
      Value zero = guest.call(MONOTONIC, "subscribe-duration", Value.of(0));
      assertEquals(new Value.Bool(true), guest.call("io/poll", "[method]pollable.ready", zero));
    }
  }

  @Test
  void waitingForEverCanBeStopped() throws Exception {
    for (long far : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1}) {
      for (String function : new String[] {"subscribe-instant", "subscribe-duration"}) {
        try (Guest guest = new Guest(WasiConfig.builder().monotonicClock())) {
          Value never = guest.call(MONOTONIC, function, Value.of(far));
          StreamsTest.stopSoon(guest);
          assertThrows(
              Guest.Stopped.class, () -> guest.tryCall("io/poll", "[method]pollable.block", never));
        }
      }
    }
  }
}

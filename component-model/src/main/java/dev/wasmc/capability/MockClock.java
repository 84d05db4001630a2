package dev.wasmc.capability;

import java.time.Duration;
import java.time.Instant;

/**
 * One timeline for both clocks: each question for the time is answered, then {@code step} passes; a
 * wait passes at once to its earliest deadline. The monotonic clock starts at 0.
 *
 * @param start what the wall clock says first; not before 1970
 * @param step zero for a clock that only waits move
 */
public record MockClock(Instant start, Duration step) {
  public MockClock {
    if (start.getEpochSecond() < 0 || step.isNegative()) {
      throw new IllegalArgumentException("a clock from 1970 on with a step of at least zero");
    }
  }
}

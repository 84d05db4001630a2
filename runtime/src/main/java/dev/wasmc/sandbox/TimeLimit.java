package dev.wasmc.sandbox;

import java.time.Duration;

/** Does something when a time has passed, unless it is closed before. */
final class TimeLimit implements AutoCloseable {
  private final Thread watch;
  private boolean over;

  TimeLimit(Duration time, Runnable action) {
    watch = Thread.ofVirtual().start(() -> watch(time, action));
  }

  private void watch(Duration time, Runnable action) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      return;
    }
    synchronized (this) {
      if (!over) {
        action.run();
      }
    }
  }

  /** The action is not done from now on. */
  @Override
  public void close() {
    synchronized (this) {
      over = true;
    }
    watch.interrupt();
  }
}

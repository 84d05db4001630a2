package dev.wasmc.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads that end when there was nothing to do for a while, come back when there is, and
 * do not keep the JVM from ending.
 */
final class IdleThreads {
  private static final long IDLE_SECONDS = 2;

  private IdleThreads() {}

  static ThreadPoolExecutor of(String name, int count, long stackBytes) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(null, task, name, stackBytes);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}

package dev.wasmc.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread with a stack of a given size, for code that may call deeply. Virtual threads
 * cannot be given one. It ends when there was nothing to do for a while, and comes back when there
 * is; it does not keep the JVM from ending.
 */
public final class GuestThread implements AutoCloseable {
  /**
   * About as deep as wasmtime's default of 512 KiB goes, since the JVM's frames are larger before
   * they are compiled.
   */
  public static final long DEFAULT_STACK = 16L << 20;

  private final ThreadPoolExecutor thread;

  /**
   * @param stackBytes the JVM rounds it, and has a least value
   */
  public GuestThread(long stackBytes) {
    thread = IdleThreads.of("wasm-guest", 1, stackBytes);
  }

  /**
   * Runs the task to its end, after those given before. Where the calling thread is interrupted, so
   * is the task; it is waited for nonetheless, and the caller stays interrupted.
   *
   * @param stop called before the task is interrupted
   */
  public <T> T run(Callable<T> task, Runnable stop) throws Exception {
    Running running = new Running();
    Future<T> future =
        thread.submit(() -> {
          running.begin();
          try {
            return task.call();
          } finally {
            running.end();
          }
        });
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
          stop.run();
          running.interrupt();
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs one task on a thread of its own. */
  public static <T> T run(Callable<T> task, long stackBytes) throws Exception {
    try (GuestThread thread = new GuestThread(stackBytes)) {
      return thread.run(task, () -> {});
    }
  }

  public static <T> T run(Callable<T> task) throws Exception {
    return run(task, DEFAULT_STACK);
  }

  /** Ends the thread once what it was given is done. */
  @Override
  public void close() {
    thread.shutdown();
  }

  /** Which thread a task is on, so that its interruption meets no other task. */
  private static final class Running {
    private @Nullable Thread on;
    private boolean interrupted;

    synchronized void begin() {
      on = Thread.currentThread();
      if (interrupted) {
        on.interrupt();
      }
    }

    synchronized void end() {
      on = null;
    }

    synchronized void interrupt() {
      interrupted = true;
      if (on != null) {
        on.interrupt();
      }
    }
  }
}

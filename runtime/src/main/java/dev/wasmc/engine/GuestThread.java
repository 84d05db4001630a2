package dev.wasmc.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Platform threads with a stack of a given size, for code that may call deeply. Virtual threads
 * cannot be given one.
 */
public final class GuestThread {
  /**
   * About as deep as wasmtime's default of 512 KiB goes, since the JVM's frames are larger before
   * they are compiled.
   */
  public static final long DEFAULT_STACK = 16L << 20;

  private GuestThread() {}

  /**
   * Runs the task to its end on a thread of its own. Where the calling thread is interrupted, so is
   * the task's; it is waited for nonetheless, and the caller stays interrupted.
   *
   * @param stackBytes the JVM rounds it, and has a least value
   */
  public static <T> T run(Callable<T> task, long stackBytes) throws Exception {
    return run(task, stackBytes, () -> {});
  }

  /**
   * As {@link #run(Callable, long)}.
   *
   * @param stop called before the task's thread is interrupted
   */
  public static <T> T run(Callable<T> task, long stackBytes, Runnable stop) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(null, future, "wasm-guest", stackBytes);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
          stop.run();
          thread.interrupt();
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

  public static <T> T run(Callable<T> task) throws Exception {
    return run(task, DEFAULT_STACK);
  }
}

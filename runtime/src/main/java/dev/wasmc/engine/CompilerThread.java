package dev.wasmc.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which classes are generated, defined and initialized: it has room, whatever is left
 * of the stack of the guest that needs them. A stack overflow while the JDK or the JVM sets up a
 * class would ruin that class for good.
 *
 * <p>Requests are handed over without locks, since the requesting thread may overflow at any
 * instruction: it then leaves nothing locked, and the request is served anyway.
 */
final class CompilerThread {
  private static final long STACK = 256L << 20;
  private static final int PROBE_DEPTH = 200;
  private static final ConcurrentLinkedQueue<Request<?>> QUEUE = new ConcurrentLinkedQueue<>();
  private static final Thread THREAD =
      new Thread(null, CompilerThread::serve, "wasm-compiler", STACK);

  static {
    THREAD.setDaemon(true);
    THREAD.start();
  }

  private CompilerThread() {}

  /** Runs the task there and waits for it, not to be interrupted. */
  static <T> T run(Callable<T> task) {
    if (Thread.currentThread().equals(THREAD)) {
      try {
        return task.call();
      } catch (Exception e) {
        throw Traps.sneak(e);
      }
    }
    probe(PROBE_DEPTH);
    Request<T> request = new Request<>(task, Thread.currentThread());
    QUEUE.add(request);
    LockSupport.unpark(THREAD);
    boolean interrupted = false;
    while (!request.done) {
      LockSupport.park(request);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable failure = request.failure;
    if (failure != null) {
      throw Traps.sneak(failure);
    }
    return request.value();
  }

  /** Overflows here and now rather than in the middle of something. */
  private static int probe(int depth) {
    return depth == 0 ? 0 : probe(depth - 1) + 1;
  }

  private static void serve() {
    MemoryAccess.warmUp();
    while (true) {
      Request<?> request = QUEUE.poll();
      if (request == null) {
        LockSupport.park();
      } else {
        request.serve();
      }
    }
  }

  private static final class Request<T> {
    private final Callable<T> task;
    private final Thread waiting;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private volatile boolean done;

    Request(Callable<T> task, Thread waiting) {
      this.task = task;
      this.waiting = waiting;
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it is belongs to the requesting thread
    void serve() {
      try {
        result = task.call();
      } catch (Throwable e) {
        failure = e;
      }
      done = true;
      LockSupport.unpark(waiting);
    }

    T value() {
      T value = result;
      if (value == null) {
        throw new IllegalStateException("a request without a result");
      }
      return value;
    }
  }
}

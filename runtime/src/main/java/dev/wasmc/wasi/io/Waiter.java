package dev.wasmc.wasi.io;

import dev.wasmc.runtime.host.HostContext;
import dev.wasmc.runtime.host.HostTrapException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for pollables on behalf of one call. */
public final class Waiter {
  private final Semaphore woken = new Semaphore(0);

  private Waiter() {}

  /** May be called from any thread. */
  public void wake() {
    woken.release();
  }

  /**
   * Waits until at least one is ready, without using the processor meanwhile.
   *
   * @param pollables at least one; the same one may be in it several times
   * @return the indices of those that are ready, ascending
   */
  public static List<Integer> await(HostContext context, List<? extends Pollable> pollables) {
    List<Integer> ready = readyOnes(pollables);
    if (!ready.isEmpty()) {
      return ready;
    }
    Waiter waiter = new Waiter();
    pollables.forEach(pollable -> pollable.add(waiter));
    try {
      while (true) {
        ready = readyOnes(pollables);
        if (!ready.isEmpty()) {
          return ready;
        }
        long nanos = Pollable.NEVER;
        for (Pollable pollable : pollables) {
          nanos = Math.min(nanos, pollable.nanosLeft());
        }
        waiter.sleep(context, nanos);
      }
    } finally {
      pollables.forEach(pollable -> pollable.remove(waiter));
    }
  }

  private static List<Integer> readyOnes(List<? extends Pollable> pollables) {
    List<Integer> ready = new ArrayList<>();
    for (int i = 0; i < pollables.size(); i++) {
      if (pollables.get(i).ready()) {
        ready.add(i);
      }
    }
    return ready;
  }

  private void sleep(HostContext context, long nanos) {
    context.checkInterrupted();
    try {
      if (nanos == Pollable.NEVER) {
        woken.acquire();
      } else if (!woken.tryAcquire(Math.max(nanos, 0), TimeUnit.NANOSECONDS)) {
        return;
      }
      woken.drainPermits();
    } catch (InterruptedException e) {
      throw interrupted(context);
    }
  }

  /** What to throw after the guest's thread was interrupted, unless the runtime throws itself. */
  static HostTrapException interrupted(HostContext context) {
    context.checkInterrupted();
    Thread.currentThread().interrupt();
    return new HostTrapException(new IoProblem.Interrupted());
  }
}

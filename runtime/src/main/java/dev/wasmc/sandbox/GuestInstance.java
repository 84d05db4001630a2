package dev.wasmc.sandbox;

import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.TrapException;
import dev.wasmc.runtime.ComponentInstance;
import dev.wasmc.runtime.LinkedComponent;
import dev.wasmc.runtime.host.GuestExit;
import dev.wasmc.wasi.WasiHosts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A guest to call. Calls run on a thread of its own, one after the other, and are waited for. Any
 * thread may call; where a calling thread is interrupted, so is the guest.
 *
 * <p>After a trap, an exit or an interruption nothing can be called any more.
 */
public final class GuestInstance implements AutoCloseable {
  private final PreparedGuest guest;
  private final WasiHosts wasi;
  private final ComponentInstance component;
  private final RunOptions options;
  private final GuestEvents events = new GuestEvents();
  private final GuestThread guestThread;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable Thread thread;
  private volatile boolean timedOut;
  private boolean closed;

  GuestInstance(PreparedGuest guest, WasiHosts wasi, LinkedComponent linked, RunOptions options) {
    this.guest = guest;
    this.wasi = wasi;
    this.options = options;
    this.guestThread = new GuestThread(options.limits().stackBytes());
    this.component = ComponentInstance.prepare(linked, options.limits(), events, events);
  }

  /**
   * Calls an exported function.
   *
   * @param function {@code f} of the component itself or else of an instance that it exports,
   *     {@code interface.f}, or {@code ns:pkg/interface.f}, which may end with a version
   * @param arguments one for each parameter, of the shapes listed at {@link Value}; others make it
   *     trap
   * @return null for a function without a result
   * @throws dev.wasmc.source.DiagnosticException where no such function is exported
   * @throws TrapException where the guest traps, a limit stops it, or it cannot be called any more
   * @throws GuestExit where the guest asks to end
   */
  public @Nullable Value call(String function, Value... arguments) {
    Invocation invocation = Invocation.named(guest.type(), function, List.of(arguments));
    return onGuestThread(() -> call(invocation));
  }

  /**
   * The type of an exported function, named as in {@link #call}.
   *
   * @throws dev.wasmc.source.DiagnosticException where no such function is exported
   */
  public FunctionType type(String function) {
    return Invocation.named(guest.type(), function, List.of()).type();
  }

  /** Drops a resource that a call returned; its destructor runs. */
  public void drop(Value.Handle resource) {
    this.<@Nullable Void>onGuestThread(() -> {
      component.drop(resource);
      return null;
    });
  }

  /** From any thread: the call that runs, or else the next one, traps. */
  public void interrupt() {
    component.interrupt();
    Thread on = thread;
    if (on != null) {
      on.interrupt();
    }
  }

  /** Which denied functions were called so far, in the order of the first calls. */
  public List<DeniedCall> denied() {
    return events.denied();
  }

  /** Which limits refused something so far. */
  public List<RefusedGrowth> refused() {
    return events.refused();
  }

  /**
   * Waits for the call that runs, then closes what the guest left open. Closing twice does nothing.
   */
  @Override
  public void close() {
    takeTurn();
    try {
      if (!closed) {
        closed = true;
        try (wasi;
            guestThread) {
          component.close();
        }
      }
    } finally {
      turn.unlock();
    }
  }

  void start() {
    this.<@Nullable Void>onGuestThread(() -> {
      component.start();
      return null;
    });
  }

  /** Starts and calls within one time limit. */
  RunResult.Outcome run(Invocation invocation) {
    try {
      return onGuestThread(() -> {
        component.start();
        Value value = call(invocation);
        if (!invocation.isCommand()) {
          return new RunResult.Returned(value, invocation.type().result());
        }
        return new RunResult.Ended(value instanceof Value.Variant(int result, var _) ? result : 0);
      });
    } catch (GuestExit exit) {
      return new RunResult.Ended(exit.code());
    } catch (TrapException trap) {
      return new RunResult.Trapped(report(trap));
    }
  }

  private @Nullable Value call(Invocation invocation) {
    return component
        .function(invocation.instance(), invocation.function())
        .orElseThrow()
        .call(invocation.arguments());
  }

  private TrapReport report(TrapException trap) {
    Optional<String> limit =
        switch (trap.kind()) {
          case FUEL_EXHAUSTED -> Optional.of("--fuel");
          case INTERRUPTED -> timedOut ? Optional.of("--timeout") : Optional.empty();
          case STACK_OVERFLOW -> Optional.of("--max-stack-depth");
          case TOO_MANY_HANDLES -> Optional.of("--max-handles");
          default -> Optional.empty();
        };
    return new TrapReport(trap.kind(), String.valueOf(trap.getMessage()), limit, trap.wasmStack());
  }

  private void takeTurn() {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a guest's call cannot call or close its own instance");
    }
    turn.lock();
  }

  private <T extends @Nullable Object> T onGuestThread(Supplier<T> task) {
    takeTurn();
    if (closed) {
      try {
        return task.get(); // refused before any code of the guest runs
      } finally {
        turn.unlock();
      }
    }
    Optional<TimeLimit> limit = options.timeout().map(time -> new TimeLimit(time, this::timeOut));
    try {
      return guestThread.run(
          () -> {
            thread = Thread.currentThread();
            Optional<Profiler.Watch> watch =
                options.profiler().map(profiler -> profiler.watch(component));
            try {
              return task.get();
            } finally {
              watch.ifPresent(Profiler.Watch::close);
              thread = null;
            }
          },
          this::interrupt);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      limit.ifPresent(TimeLimit::close);
      turn.unlock();
    }
  }

  private void timeOut() {
    timedOut = true;
    interrupt();
  }
}

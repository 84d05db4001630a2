package dev.wasmc.wasi.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a Java stream on a daemon thread, so that a guest can poll it and stop waiting for it.
 *
 * <p>The thread starts with the first use, and reads only what a guest has asked for. A read that
 * has begun cannot be taken back: its bytes are lost when the guest ends before them.
 */
public final class ReaderSource extends InputSource {
  private enum State {
    IDLE,
    REQUESTED,
    DATA,
    FAILED,
    CLOSED
  }

  private static final byte[] NOTHING = {};

  private final InputStream in;
  private final List<Waiter> waiters = new ArrayList<>();
  private final Pollable pollable = new Availability();

  private boolean started;
  private State state = State.IDLE;
  private int wanted;
  private byte[] data = NOTHING;
  private int position;
  private String failure = "";

  /**
   * @param in stays open
   */
  public ReaderSource(InputStream in) {
    this.in = in;
  }

  @Override
  public Pollable pollable() {
    return pollable;
  }

  @Override
  public synchronized byte[] read(int most) throws StreamException {
    return switch (state) {
      case CLOSED -> throw StreamException.closed();
      case FAILED -> {
        state = State.CLOSED;
        throw StreamException.failed(new IoError.Failure(failure));
      }
      case IDLE -> {
        if (most > 0) {
          request(most);
        }
        yield NOTHING;
      }
      case REQUESTED -> NOTHING;
      case DATA -> take(most);
    };
  }

  /** Ends the thread, at the latest when the read that it is in returns. */
  public synchronized void stop() {
    state = State.CLOSED;
    changed();
  }

  private byte[] take(int most) {
    int end = Math.min(position + most, data.length);
    byte[] taken = Arrays.copyOfRange(data, position, end);
    position = end;
    if (position == data.length) {
      state = State.IDLE;
      data = NOTHING;
    }
    return taken;
  }

  private void request(int size) {
    state = State.REQUESTED;
    wanted = size;
    if (started) {
      changed();
    } else {
      started = true;
      Thread.ofPlatform().daemon().name("wasmc-stdin").start(this::serve);
    }
  }

  private synchronized void changed() {
    notifyAll();
    waiters.forEach(Waiter::wake);
  }

  private void serve() {
    while (true) {
      int size = awaitRequest();
      if (size == 0) {
        return;
      }
      byte[] buffer = new byte[size];
      try {
        int count = in.read(buffer);
        if (!answer(
            count < 0 ? State.CLOSED : State.DATA, Arrays.copyOf(buffer, Math.max(count, 0)))) {
          return;
        }
      } catch (IOException | RuntimeException e) {
        fail(e.toString());
        return;
      }
    }
  }

  /** Returns 0 when there will be no more requests. */
  private synchronized int awaitRequest() {
    while (state != State.REQUESTED) {
      if (state == State.CLOSED) {
        return 0;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        state = State.CLOSED;
      }
    }
    return wanted;
  }

  private synchronized boolean answer(State next, byte[] bytes) {
    if (state == State.REQUESTED) {
      state = next;
      data = bytes;
      position = 0;
    }
    changed();
    return state != State.CLOSED;
  }

  private synchronized void fail(String message) {
    if (state == State.REQUESTED) {
      state = State.FAILED;
      failure = message;
    }
    changed();
  }

  private final class Availability implements Pollable {
    @Override
    public boolean ready() {
      synchronized (ReaderSource.this) {
        if (state == State.IDLE) {
          request(MAX_READ);
        }
        return state != State.REQUESTED;
      }
    }

    @Override
    public void add(Waiter waiter) {
      synchronized (ReaderSource.this) {
        waiters.add(waiter);
      }
    }

    @Override
    public void remove(Waiter waiter) {
      synchronized (ReaderSource.this) {
        waiters.remove(waiter);
      }
    }
  }
}

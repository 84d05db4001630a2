package dev.wasmc.wasi.io;

/** The resource {@code wasi:io/poll.pollable}: something that a guest can wait for. */
public interface Pollable {
  /** For what is done at once whenever it is asked for. */
  Pollable READY = () -> true;

  /** What {@link #nanosLeft} returns for what time alone does not make ready. */
  long NEVER = Long.MAX_VALUE;

  /** Never blocks; may start what has to happen before this becomes ready. */
  boolean ready();

  /** How long until time alone makes this ready. */
  default long nanosLeft() {
    return NEVER;
  }

  /** From now on, the waiter is woken whenever this may have become ready. */
  default void add(Waiter waiter) {}

  /** Undoes one {@link #add}. */
  default void remove(Waiter waiter) {}
}

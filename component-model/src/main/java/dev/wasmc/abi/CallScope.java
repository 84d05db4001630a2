package dev.wasmc.abi;

import java.util.ArrayList;
import java.util.List;

/**
 * What one call has borrowed: the handles that stay lent while it runs, and the borrow handles that
 * it must give back. For one thread.
 */
public final class CallScope {
  private final List<ResourceHandle<?>> lenders = new ArrayList<>();
  private int borrows;

  /** Of a call that has borrowed nothing yet. */
  public CallScope() {}

  /** How many borrow handles the callee still holds. */
  public int borrows() {
    return borrows;
  }

  void lend(ResourceHandle<?> handle) {
    handle.lends++;
    lenders.add(handle);
  }

  void borrow() {
    borrows++;
  }

  void giveBack() {
    borrows--;
  }

  /** For where the callee has its result ready. */
  public void requireNoBorrows() {
    if (borrows > 0) {
      throw AbiTrap.BORROWS_LEFT.exception(borrows);
    }
  }

  /** For where the caller goes on: what it lent is its own again. */
  public void release() {
    lenders.forEach(handle -> handle.lends--);
    lenders.clear();
  }
}

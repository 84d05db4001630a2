package dev.wasmc.runtime;

import dev.wasmc.abi.AbiTrap;
import java.util.ArrayList;
import java.util.List;

/**
 * One call as handles see it: the borrowed handles that its callee has to drop, and the owned ones
 * that its caller lends to it.
 */
final class BorrowScope {
  private int borrows;
  private final List<HandleEntry> lenders = new ArrayList<>();

  void addBorrow() {
    borrows++;
  }

  void dropBorrow() {
    borrows--;
  }

  void lend(HandleEntry entry) {
    entry.lent++;
    lenders.add(entry);
  }

  /** Ends the call. Traps where the callee still holds what it borrowed. */
  void end() {
    if (borrows != 0) {
      throw AbiTrap.BORROWS_LEFT.exception();
    }
    for (HandleEntry lender : lenders) {
      lender.lent--;
    }
  }
}

package dev.wasmc.abi.adapter;

import dev.wasmc.component.types.ResourceType;

/**
 * What an adapter module needs from the linker. Functions have the types of the module's imports.
 */
public sealed interface AdapterImport {
  /** A memory of one of the sides. */
  record Memory(int memory) implements AdapterImport {}

  /** A {@code realloc} of one of the sides. */
  record Realloc(int realloc) implements AdapterImport {}

  /** The core function that the adapter calls. */
  record Callee(int adapter) implements AdapterImport {}

  /** Its {@code post-return}. */
  record PostReturn(int adapter) implements AdapterImport {}

  /** A mutable i32, 1 except while code of the instance runs that may not call out. */
  record MayLeave(int instance) implements AdapterImport {}

  /** A mutable i32, 1 except while the instance is on the stack. */
  record MayEnter(int instance) implements AdapterImport {}

  /**
   * {@code [i32] -> [i32]}: takes the handle of an own or borrow out of one table, or lends it, and
   * gives the handle in the other.
   *
   * @param from as the side that gives it sees the type
   * @param to as the other side sees it
   */
  record TransferResource(
      boolean own, int fromInstance, ResourceType from, int toInstance, ResourceType to)
      implements AdapterImport {}

  /**
   * {@code [] -> []}: a call with borrows starts; transfers up to {@link ExitCall} belong to it.
   */
  record EnterCall(int adapter) implements AdapterImport {}

  /** {@code [] -> []}: it ends; traps where borrows are left, and gives back what was lent. */
  record ExitCall(int adapter) implements AdapterImport {}

  /** {@code [i32] -> []}: throws the {@link dev.wasmc.abi.AbiTrap} of this ordinal. */
  enum Trap implements AdapterImport {
    TRAP
  }
}

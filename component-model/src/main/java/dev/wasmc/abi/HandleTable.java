package dev.wasmc.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of an instance ("Table State" of the canonical ABI). Index 0 is never given out; an
 * index that was freed last is given out first. For one thread.
 *
 * @param <E> what a handle stands for
 */
public final class HandleTable<E> {
  private final int limit;
  private final List<@Nullable E> entries = new ArrayList<>();
  private int[] free = new int[8];
  private int freeCount;

  public HandleTable() {
    this(AbiLimits.MAX_HANDLE_INDEX);
  }

  /**
   * @param limit the highest index, at most {@link AbiLimits#MAX_HANDLE_INDEX}
   */
  public HandleTable(int limit) {
    this.limit = limit;
    entries.add(null);
  }

  /**
   * @throws AbiTrapException of {@link AbiTrap#TABLE_FULL} beyond the limit
   */
  public int add(E entry) {
    if (freeCount > 0) {
      int index = free[--freeCount];
      entries.set(index, entry);
      return index;
    }
    int index = entries.size();
    if (index > limit) {
      throw AbiTrap.TABLE_FULL.exception(limit + " handles");
    }
    entries.add(entry);
    return index;
  }

  /**
   * @throws AbiTrapException of {@link AbiTrap#UNKNOWN_HANDLE} for an index that is not in use
   */
  public E get(int index) {
    E entry = index < 0 || index >= entries.size() ? null : entries.get(index);
    if (entry == null) {
      throw AbiTrap.UNKNOWN_HANDLE.exception(Integer.toUnsignedString(index));
    }
    return entry;
  }

  /**
   * Frees an index.
   *
   * @throws AbiTrapException as {@link #get}
   */
  public E remove(int index) {
    E entry = get(index);
    entries.set(index, null);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = index;
    return entry;
  }

  /** Frees every index; what they stood for, by falling index. */
  public List<E> removeAll() {
    List<E> removed = new ArrayList<>();
    for (E entry : entries.reversed()) {
      if (entry != null) {
        removed.add(entry);
      }
    }
    entries.subList(1, entries.size()).clear();
    freeCount = 0;
    return removed;
  }

  /** How many indices are in use. */
  public int size() {
    return entries.size() - 1 - freeCount;
  }
}

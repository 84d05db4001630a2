package dev.wasmc.engine;

import dev.wasmc.wasm.TableType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table: elements are {@link Function}s or any objects, by its type; null is the null reference.
 */
public final class Table implements Extern {
  private static final int CHUNK = 1 << 16;
  private static final int MAX_SIZE = 10_000_000;

  private @Nullable Object[] elements;
  private int size;
  private final TableType type;
  private final Store store;

  private Table(Store store, TableType type, int size, @Nullable Object init) {
    this.type = type;
    this.store = store;
    this.size = size;
    this.elements = new Object[size];
    if (init != null) {
      Arrays.fill(elements, init);
    }
  }

  /**
   * @throws dev.wasmc.source.DiagnosticException with {@link EngineProblem.OverLimit}
   */
  public static Table create(Store store, TableType type, @Nullable Object init) {
    long min = type.limits().min();
    if (min < 0 || min > MAX_SIZE) {
      throw Instance.overLimit("elements of a table", min, MAX_SIZE);
    }
    if (!store.reserveTable(min)) {
      throw Instance.overLimit(
          "elements of tables", store.tableElements() + min, store.limits().tableElements());
    }
    return new Table(store, type, (int) min, init);
  }

  public TableType type() {
    return type;
  }

  public Store store() {
    return store;
  }

  /** The instruction {@code table.size}. */
  public int size() {
    return size;
  }

  /** The instruction {@code table.get}. */
  public @Nullable Object get(int index) {
    if (Integer.compareUnsigned(index, size) >= 0) {
      throw outOfBounds();
    }
    return elements[index];
  }

  /** The instruction {@code table.set}. */
  public void set(int index, @Nullable Object element) {
    if (Integer.compareUnsigned(index, size) >= 0) {
      throw outOfBounds();
    }
    elements[index] = element;
  }

  /**
   * The element that {@code call_indirect} calls; its type is not looked at. For generated code.
   */
  public Object callee(int index) {
    if (Integer.compareUnsigned(index, size) >= 0) {
      throw TrapException.of(TrapKind.UNDEFINED_ELEMENT);
    }
    Object element = elements[index];
    if (element == null) {
      throw TrapException.of(TrapKind.UNINITIALIZED_ELEMENT);
    }
    return element;
  }

  /**
   * The instruction {@code table.grow}.
   *
   * @param delta unsigned
   * @return the size before, or -1
   */
  public int grow(@Nullable Object init, int delta) {
    int before = size;
    long wanted = Integer.toUnsignedLong(delta) + before;
    Long max = type.limits().max();
    if (max != null && Long.compareUnsigned(wanted, max) > 0) {
      return -1;
    }
    if (wanted > MAX_SIZE) {
      store.report(LimitListener.Limit.TABLE_ELEMENTS, wanted, MAX_SIZE);
      return -1;
    }
    if (!store.reserveTable(delta)) {
      return -1;
    }
    if (wanted > elements.length) {
      elements =
          Arrays.copyOf(elements, (int) Math.max(wanted, Math.min(2L * elements.length, MAX_SIZE)));
    }
    size = (int) wanted;
    Arrays.fill(elements, before, size, init);
    return before;
  }

  /** The instruction {@code table.fill}. */
  public void fill(int start, @Nullable Object element, int count) {
    check(start, count, size);
    for (int done = 0; done < count; done += CHUNK) {
      Arrays.fill(elements, start + done, start + Math.min(count, done + CHUNK), element);
      store.poll();
    }
  }

  /** The instruction {@code table.copy}. */
  public void copy(int destination, Table from, int source, int count) {
    check(source, count, from.size);
    check(destination, count, size);
    System.arraycopy(from.elements, source, elements, destination, count);
  }

  void init(int destination, @Nullable Object[] from, int source, int count) {
    check(source, count, from.length);
    check(destination, count, size);
    System.arraycopy(from, source, elements, destination, count);
  }

  /** Puts a faster object for the same function where a slower one is. */
  void replace(Function slower, Function faster) {
    for (int i = 0; i < size; i++) {
      if (slower.equals(elements[i])) {
        elements[i] = faster;
      }
    }
  }

  private static void check(int start, int count, int limit) {
    if (Integer.toUnsignedLong(start) + Integer.toUnsignedLong(count) > limit) {
      throw outOfBounds();
    }
  }

  private static TrapException outOfBounds() {
    return TrapException.of(TrapKind.TABLE_OUT_OF_BOUNDS);
  }

  @Override
  public String toString() {
    return "table of "
        + size
        + " "
        + type.element()
        + (type.limits().max() == null ? "" : ", at most " + type.limits().max());
  }
}

package dev.wasmc.engine;

import dev.wasmc.wasm.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A linear memory: the first {@link #size} bytes of an array that growth replaces.
 *
 * <p>Fields are public for generated code; hosts use the methods, and fetch {@link #data()} again
 * after anything that may run wasm code.
 */
public final class Memory implements Extern {
  /** The longest memory: no JVM array holds 2 GiB. */
  public static final int MAX_PAGES = 32767;

  private static final int CHUNK = 1 << 20;

  /** The bytes; {@link #size} of them are the memory, the rest is room to grow and zero. */
  public byte[] data;

  /** In bytes. */
  public int size;

  private final MemoryType type;
  private final Store store;
  private final boolean exact;
  private final List<Instance> users = new ArrayList<>();

  private Memory(MemoryType type, Store store, boolean exact, byte[] data) {
    this.type = type;
    this.store = store;
    this.exact = exact;
    this.data = data;
    this.size = data.length;
  }

  /**
   * @throws dev.wasmc.source.DiagnosticException with {@link EngineProblem.OverLimit}
   */
  public static Memory create(Store store, MemoryType type) {
    return create(store, type, false);
  }

  /**
   * @param exact whether the array never has room to grow, so that its own bounds are those of the
   *     memory
   */
  static Memory create(Store store, MemoryType type, boolean exact) {
    long pages = type.limits().min();
    if (pages < 0 || pages > MAX_PAGES) {
      throw Instance.overLimit("pages of a memory", pages, MAX_PAGES);
    }
    long bytes = pages * MemoryType.PAGE_SIZE;
    if (!store.reserveMemory(bytes)) {
      throw Instance.overLimit(
          "bytes of memory", store.memoryBytes() + bytes, store.limits().memoryBytes());
    }
    try {
      return new Memory(type, store, exact, new byte[(int) bytes]);
    } catch (OutOfMemoryError e) {
      store.releaseMemory(bytes);
      store.report(LimitListener.Limit.MACHINE_MEMORY, bytes, Runtime.getRuntime().maxMemory());
      throw Instance.overLimit("bytes of memory", bytes, Runtime.getRuntime().maxMemory());
    }
  }

  public MemoryType type() {
    return type;
  }

  public Store store() {
    return store;
  }

  public byte[] data() {
    return data;
  }

  /** In bytes. */
  public int size() {
    return size;
  }

  public int pages() {
    return size / MemoryType.PAGE_SIZE;
  }

  /**
   * The instruction {@code memory.grow}.
   *
   * @param delta pages, unsigned
   * @return the pages before, or -1
   */
  public int grow(int delta) {
    int before = pages();
    long wanted = Integer.toUnsignedLong(delta) + before;
    Long max = type.limits().max();
    if (wanted > 65536 || (max != null && Long.compareUnsigned(wanted, max) > 0)) {
      return -1;
    }
    if (wanted > MAX_PAGES) {
      store.report(
          LimitListener.Limit.MACHINE_MEMORY,
          wanted * MemoryType.PAGE_SIZE,
          (long) MAX_PAGES * MemoryType.PAGE_SIZE);
      return -1;
    }
    if (delta == 0) {
      return before;
    }
    long more = (long) delta * MemoryType.PAGE_SIZE;
    if (!store.reserveMemory(more)) {
      return -1;
    }
    int newSize = (int) (wanted * MemoryType.PAGE_SIZE);
    if (newSize > data.length) {
      byte[] larger = enlarged(newSize);
      if (larger == null) {
        store.releaseMemory(more);
        store.report(LimitListener.Limit.MACHINE_MEMORY, newSize, Runtime.getRuntime().maxMemory());
        return -1;
      }
      data = larger;
    }
    size = newSize;
    for (Instance user : users) {
      user.refreshMemory();
    }
    return before;
  }

  private byte @org.jspecify.annotations.Nullable [] enlarged(int newSize) {
    if (!exact) {
      long most = (long) MAX_PAGES * MemoryType.PAGE_SIZE;
      Long max = type.limits().max();
      if (max != null && max < MAX_PAGES) {
        most = max * MemoryType.PAGE_SIZE;
      }
      most = Math.min(most, newSize + (store.limits().memoryBytes() - store.memoryBytes()));
      int roomy = (int) Math.max(newSize, Math.min(2L * data.length, most));
      try {
        return Arrays.copyOf(data, roomy);
      } catch (OutOfMemoryError e) {
        if (roomy == newSize) {
          return null;
        }
      }
    }
    try {
      return Arrays.copyOf(data, newSize);
    } catch (OutOfMemoryError e) {
      return null;
    }
  }

  void addUser(Instance instance) {
    users.add(instance);
  }

  /**
   * @throws IndexOutOfBoundsException outside of the memory
   */
  public void read(int address, byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(address, length, size);
    System.arraycopy(data, address, to, offset, length);
  }

  /**
   * @throws IndexOutOfBoundsException outside of the memory
   */
  public void write(int address, byte[] from, int offset, int length) {
    Objects.checkFromIndexSize(address, length, size);
    System.arraycopy(from, offset, data, address, length);
  }

  /** The instruction {@code memory.fill}. */
  public void fill(int destination, int value, int count) {
    check(destination, count, size);
    int end = destination + count;
    for (int at = destination; at < end; ) {
      int next = end - at <= CHUNK ? end : at + CHUNK;
      Arrays.fill(data, at, next, (byte) value);
      at = next;
      if (at < end) {
        store.poll();
      }
    }
  }

  /** The instruction {@code memory.copy}, within this memory or from another. */
  public void copy(int destination, Memory from, int source, int count) {
    check(source, count, from.size);
    check(destination, count, size);
    if (count <= CHUNK) {
      System.arraycopy(from.data, source, data, destination, count);
      return;
    }
    boolean backwards = Integer.compareUnsigned(source, destination) < 0;
    for (int done = 0; done < count; ) {
      int length = Math.min(CHUNK, count - done);
      int at = backwards ? count - done - length : done;
      System.arraycopy(from.data, source + at, data, destination + at, length);
      done += length;
      store.poll();
    }
  }

  /** The instruction {@code memory.init}. */
  void init(int destination, byte[] from, int start, int length, int source, int count) {
    check(source, count, length);
    check(destination, count, size);
    System.arraycopy(from, start + source, data, destination, count);
  }

  private static void check(int start, int count, int limit) {
    if (Integer.toUnsignedLong(start) + Integer.toUnsignedLong(count) > limit) {
      throw TrapException.of(TrapKind.MEMORY_OUT_OF_BOUNDS);
    }
  }

  @Override
  public String toString() {
    return "memory of "
        + pages()
        + " pages"
        + (type.limits().max() == null ? "" : ", at most " + type.limits().max());
  }
}

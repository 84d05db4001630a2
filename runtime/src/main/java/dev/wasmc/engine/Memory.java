package dev.wasmc.engine;

import dev.wasmc.wasm.MemoryType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A linear memory: the first {@link #size} bytes of an array that growth replaces, or a segment
 * outside of the heap, which growth replaces too.
 *
 * <p>Fields are public for generated code; hosts use the methods, and fetch {@link #view()} again
 * after anything that may run wasm code.
 */
public final class Memory implements Extern {
  static final int TIGHT = Integer.MAX_VALUE;

  private static final int MOST_ARRAY_PAGES = 32767;

  /** The longest memory in an array, in bytes: none holds 2 GiB. */
  public static final long MOST_ARRAY_BYTES = (long) MOST_ARRAY_PAGES * MemoryType.PAGE_SIZE;

  /** The longest memory with addresses of 32 bits. */
  private static final int MOST_PAGES = 65536;

  private static final int CHUNK = 1 << 20;

  /** A memory that starts longer has room when it grows. */
  private static final long MOST_TIGHT_BYTES = 2L << 20;

  /** So many bytes are copied for growth before a memory gets room. */
  private static final long MOST_COPIED_BYTES = 256L << 20;

  /**
   * Up to this length room is for thrice the memory, where the least is written in all until some
   * size is reached; behind it for twice, so as not to take so much more than is needed.
   */
  private static final long MOST_TRIPLED_BYTES = 128L << 20;

  /**
   * The bytes; {@link #size} of them are the memory, the rest is room to grow and zero. Empty where
   * the memory is a segment.
   */
  public byte[] data;

  /** In bytes; 0 where the memory is a segment. */
  public int size;

  /**
   * What code compares addresses with, less what it adds to them, before it relies on the bounds of
   * the array. {@link #TIGHT} as long as the array is just as long as the memory: then it is enough
   * that sums do not wrap. Once the array has room it is {@link #size}.
   */
  public int bound;

  /** The bytes, just as many as the memory has; of no length where it is an array. */
  public MemorySegment segment;

  /** What the segment is the start of; the rest is room to grow and zero. */
  private MemorySegment region;

  private final MemoryType type;
  private final Store store;
  private final MemoryShape shape;

  /** Bytes copied to keep the array just as long as the memory. */
  private long copied;

  private final List<Instance> users = new ArrayList<>();

  private Memory(MemoryType type, Store store, MemoryShape shape, long bytes) {
    this.type = type;
    this.store = store;
    this.shape = shape;
    boolean outside = shape == MemoryShape.SEGMENT;
    this.data = new byte[outside ? 0 : (int) bytes];
    this.size = data.length;
    this.bound = !outside && bytes <= MOST_TIGHT_BYTES ? TIGHT : size;
    this.region = outside ? reserve(bytes) : MemorySegment.NULL;
    this.segment = outside ? region.asSlice(0, bytes) : region;
  }

  /** Where room costs nothing, all that the memory can ever take; else as much as it has now. */
  private MemorySegment reserve(long bytes) {
    MemoryAccess.warmUpSegments();
    if (Regions.areSparse()) {
      try {
        return Regions.allocate(mostBytes(bytes));
      } catch (OutOfMemoryError e) {
        return Regions.allocate(bytes);
      }
    }
    return Regions.allocate(bytes);
  }

  /**
   * An array, unless it starts with 2 GiB or more.
   *
   * @throws dev.wasmc.source.DiagnosticException with {@link EngineProblem.OverLimit}
   */
  public static Memory create(Store store, MemoryType type) {
    return create(store, type, MemoryPlacement.ARRAYS);
  }

  /**
   * As {@link #create(Store, MemoryType)}.
   *
   * @param placement whether it is an array
   */
  public static Memory create(Store store, MemoryType type, MemoryPlacement placement) {
    return create(
        store, type, isOutside(type, placement) ? MemoryShape.SEGMENT : MemoryShape.ROOMY);
  }

  /** Whether it is a segment. */
  static boolean isOutside(MemoryType type, MemoryPlacement placement) {
    Long max = type.limits().max();
    return type.limits().min() > MOST_ARRAY_PAGES
        || switch (placement) {
          case ARRAYS -> false;
          case BY_TYPE -> max == null || max > MOST_ARRAY_PAGES;
          case SEGMENTS -> true;
        };
  }

  static Memory create(Store store, MemoryType type, MemoryShape shape) {
    long pages = type.limits().min();
    long bytes = pages * MemoryType.PAGE_SIZE;
    if (!store.reserveMemory(bytes)) {
      throw Instance.overLimit(
          "bytes of memory", store.memoryBytes() + bytes, store.limits().memoryBytes());
    }
    try {
      return new Memory(type, store, shape, bytes);
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

  /** Whether the bytes are in {@link #segment}, not in {@link #data()}; stays so. */
  public boolean isSegment() {
    return shape == MemoryShape.SEGMENT;
  }

  /** Of a memory that is no segment, with room to grow behind. */
  public byte[] data() {
    return data;
  }

  /** All bytes, as many as there are now. */
  public MemorySegment view() {
    return isSegment() ? segment : MemorySegment.ofArray(data).asSlice(0, size);
  }

  /** In bytes. */
  public long size() {
    return isSegment() ? segment.byteSize() : size;
  }

  public int pages() {
    return (int) (size() / MemoryType.PAGE_SIZE);
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
    if (wanted > mostPages()) {
      return -1;
    }
    if (!isSegment() && wanted > MOST_ARRAY_PAGES) {
      store.report(
          LimitListener.Limit.MACHINE_MEMORY, wanted * MemoryType.PAGE_SIZE, MOST_ARRAY_BYTES);
      return -1;
    }
    if (delta == 0) {
      return before;
    }
    long more = (long) delta * MemoryType.PAGE_SIZE;
    if (!store.reserveMemory(more)) {
      return -1;
    }
    long newSize = wanted * MemoryType.PAGE_SIZE;
    if (!enlarge(newSize)) {
      store.releaseMemory(more);
      store.report(LimitListener.Limit.MACHINE_MEMORY, newSize, Runtime.getRuntime().maxMemory());
      return -1;
    }
    for (Instance user : users) {
      user.refreshMemory();
    }
    return before;
  }

  private long mostPages() {
    Long max = type.limits().max();
    return max == null ? MOST_PAGES : Math.min(max, MOST_PAGES);
  }

  private boolean enlarge(long newSize) {
    long room = isSegment() ? region.byteSize() : data.length;
    if (newSize > room) {
      long roomy = roomy(newSize, room);
      if (!move(roomy) && (roomy == newSize || !move(newSize))) {
        return false;
      }
    }
    if (isSegment()) {
      segment = region.asSlice(0, newSize);
    } else {
      size = (int) newSize;
      bound = isTight() ? TIGHT : size;
    }
    return true;
  }

  private boolean isTight() {
    return bound == TIGHT;
  }

  /** How much to make room for: a multiple of what was there, as far as the memory can grow. */
  private long roomy(long newSize, long room) {
    if (shape == MemoryShape.EXACT) {
      return newSize;
    }
    copied += room;
    if (isTight() && copied > MOST_COPIED_BYTES) {
      bound = size;
    }
    if (isTight()) {
      return newSize;
    }
    int times = room < MOST_TRIPLED_BYTES ? 3 : 2;
    return Math.max(newSize, Math.min(times * room, mostBytes(newSize)));
  }

  /** What the memory can grow to by its type and by what the store's other memories leave. */
  private long mostBytes(long now) {
    long pages = isSegment() ? mostPages() : Math.min(mostPages(), MOST_ARRAY_PAGES);
    long left = store.limits().memoryBytes() - store.memoryBytes();
    return Math.min(pages * MemoryType.PAGE_SIZE, now + left);
  }

  private boolean move(long room) {
    try {
      if (isSegment()) {
        MemorySegment larger = Regions.allocate(room);
        MemorySegment.copy(segment, 0, larger, 0, segment.byteSize());
        region = larger;
      } else {
        data = Arrays.copyOf(data, (int) room);
      }
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  void addUser(Instance instance) {
    users.add(instance);
    if (!instance.module().options().tightMemory()) {
      bound = size;
      users.forEach(Instance::refreshMemory);
    }
  }

  /**
   * @throws IndexOutOfBoundsException outside of the memory
   */
  public void read(long address, byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(address, length, size());
    if (isSegment()) {
      MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, address, to, offset, length);
    } else {
      System.arraycopy(data, (int) address, to, offset, length);
    }
  }

  /**
   * @throws IndexOutOfBoundsException outside of the memory
   */
  public void write(long address, byte[] from, int offset, int length) {
    Objects.checkFromIndexSize(address, length, size());
    if (isSegment()) {
      MemorySegment.copy(from, offset, segment, ValueLayout.JAVA_BYTE, address, length);
    } else {
      System.arraycopy(from, offset, data, (int) address, length);
    }
  }

  /** The instruction {@code memory.fill}. */
  public void fill(int destination, int value, int count) {
    check(destination, count, size());
    long start = Integer.toUnsignedLong(destination);
    long end = start + Integer.toUnsignedLong(count);
    for (long at = start; at < end; ) {
      long next = Math.min(end, at + CHUNK);
      if (isSegment()) {
        segment.asSlice(at, next - at).fill((byte) value);
      } else {
        Arrays.fill(data, (int) at, (int) next, (byte) value);
      }
      at = next;
      if (at < end) {
        store.poll();
      }
    }
  }

  /** The instruction {@code memory.copy}, within this memory or from another. */
  public void copy(int destination, Memory from, int source, int count) {
    check(source, count, from.size());
    check(destination, count, size());
    long bytes = Integer.toUnsignedLong(count);
    long start = Integer.toUnsignedLong(source);
    long to = Integer.toUnsignedLong(destination);
    if (bytes <= CHUNK) {
      move(to, from, start, bytes);
      return;
    }
    boolean backwards = start < to;
    for (long done = 0; done < bytes; ) {
      long length = Math.min(CHUNK, bytes - done);
      long at = backwards ? bytes - done - length : done;
      move(to + at, from, start + at, length);
      done += length;
      store.poll();
    }
  }

  private void move(long to, Memory from, long start, long length) {
    if (isSegment() || from.isSegment()) {
      MemorySegment.copy(from.view(), start, view(), to, length);
    } else {
      System.arraycopy(from.data, (int) start, data, (int) to, (int) length);
    }
  }

  /** The instruction {@code memory.init}. */
  void init(int destination, byte[] from, int start, int length, int source, int count) {
    check(source, count, length);
    check(destination, count, size());
    write(Integer.toUnsignedLong(destination), from, start + source, count);
  }

  private static void check(int start, int count, long limit) {
    if (Integer.toUnsignedLong(start) + Integer.toUnsignedLong(count) > limit) {
      throw TrapException.of(TrapKind.MEMORY_OUT_OF_BOUNDS);
    }
  }

  @Override
  public String toString() {
    @Nullable Long max = type.limits().max();
    return "memory of " + pages() + " pages" + (max == null ? "" : ", at most " + max);
  }
}

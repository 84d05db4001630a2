package dev.wasmc.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Memory outside of the heap, of zeros, that is given back when nothing refers to it any more. */
final class Regions {
  /**
   * The C library's {@code calloc} leaves pages alone that nobody writes to, so that room for
   * gigabytes costs nothing; the JDK's own allocation writes them all.
   */
  private record Sparse(MethodHandle calloc, MethodHandle free) {}

  private static final Optional<Sparse> SPARSE =
      Regions.class.getModule().isNativeAccessEnabled() ? find() : Optional.empty();

  private Regions() {}

  @SuppressWarnings("restricted")
  private static Optional<Sparse> find() {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor calloc = FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG);
    FunctionDescriptor free = FunctionDescriptor.ofVoid(ADDRESS);
    return linker
        .defaultLookup()
        .find("calloc")
        .flatMap(allocate ->
            linker
                .defaultLookup()
                .find("free")
                .map(release ->
                    new Sparse(
                        linker.downcallHandle(allocate, calloc),
                        linker.downcallHandle(release, free))));
  }

  /** Whether a region costs no more than what is written to. */
  static boolean areSparse() {
    return SPARSE.isPresent();
  }

  /**
   * @throws OutOfMemoryError where there is no room
   */
  static MemorySegment allocate(long bytes) {
    return SPARSE.isPresent()
        ? allocate(SPARSE.get(), bytes)
        : Arena.ofAuto().allocate(bytes, Long.BYTES);
  }

  @SuppressWarnings("restricted")
  private static MemorySegment allocate(Sparse sparse, long bytes) {
    MemorySegment start;
    try {
      start = (MemorySegment) sparse.calloc().invokeExact(Math.max(1, bytes), 1L);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (start.address() == 0) {
      throw new OutOfMemoryError("no room for " + bytes + " bytes outside of the heap");
    }
    return start.reinterpret(bytes, Arena.ofAuto(), region -> free(sparse, region));
  }

  private static void free(Sparse sparse, MemorySegment region) {
    try {
      sparse.free().invokeExact(region);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

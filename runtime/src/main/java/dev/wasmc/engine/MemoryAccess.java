package dev.wasmc.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The views through which generated code reads and writes memories: arrays by an index, segments by
 * a position. Public for generated code alone.
 */
public final class MemoryAccess {
  /** Of the names of views of segments. */
  static final String SEGMENT_PREFIX = "SEGMENT_";

  public static final VarHandle SHORT = view(short[].class);
  public static final VarHandle INT = view(int[].class);
  public static final VarHandle LONG = view(long[].class);
  public static final VarHandle FLOAT = view(float[].class);
  public static final VarHandle DOUBLE = view(double[].class);

  public static final VarHandle SEGMENT_BYTE = ValueLayout.JAVA_BYTE.varHandle();
  public static final VarHandle SEGMENT_SHORT = view(ValueLayout.JAVA_SHORT_UNALIGNED);
  public static final VarHandle SEGMENT_INT = view(ValueLayout.JAVA_INT_UNALIGNED);
  public static final VarHandle SEGMENT_LONG = view(ValueLayout.JAVA_LONG_UNALIGNED);
  public static final VarHandle SEGMENT_FLOAT = view(ValueLayout.JAVA_FLOAT_UNALIGNED);
  public static final VarHandle SEGMENT_DOUBLE = view(ValueLayout.JAVA_DOUBLE_UNALIGNED);

  private MemoryAccess() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  private static VarHandle view(ValueLayout layout) {
    return layout.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  }

  /**
   * Loads and initializes what the JVM needs to link accesses: later, the stack of a guest may be
   * too short for that.
   */
  static long warmUp() {
    byte[] memory = new byte[8];
    SHORT.set(memory, 0, (short) 1);
    INT.set(memory, 0, 1);
    LONG.set(memory, 0, 1L);
    FLOAT.set(memory, 0, 1f);
    DOUBLE.set(memory, 0, 1d);
    return (short) SHORT.get(memory, 0)
        + (int) INT.get(memory, 0)
        + (long) LONG.get(memory, 0)
        + (long) (float) FLOAT.get(memory, 0)
        + (long) (double) DOUBLE.get(memory, 0);
  }

  /** Likewise for segments. */
  static long warmUpSegments() {
    MemorySegment memory = Arena.ofAuto().allocate(Long.BYTES);
    SEGMENT_BYTE.set(memory, 0L, (byte) 1);
    SEGMENT_SHORT.set(memory, 0L, (short) 1);
    SEGMENT_INT.set(memory, 0L, 1);
    SEGMENT_LONG.set(memory, 0L, 1L);
    SEGMENT_FLOAT.set(memory, 0L, 1f);
    SEGMENT_DOUBLE.set(memory, 0L, 1d);
    return (byte) SEGMENT_BYTE.get(memory, 0L)
        + (short) SEGMENT_SHORT.get(memory, 0L)
        + (int) SEGMENT_INT.get(memory, 0L)
        + (long) SEGMENT_LONG.get(memory, 0L)
        + (long) (float) SEGMENT_FLOAT.get(memory, 0L)
        + (long) (double) SEGMENT_DOUBLE.get(memory, 0L);
  }
}

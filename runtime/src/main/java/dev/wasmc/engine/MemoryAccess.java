package dev.wasmc.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The views through which generated code reads and writes memories. Public for generated code
 * alone.
 */
public final class MemoryAccess {
  public static final VarHandle SHORT = view(short[].class);
  public static final VarHandle INT = view(int[].class);
  public static final VarHandle LONG = view(long[].class);
  public static final VarHandle FLOAT = view(float[].class);
  public static final VarHandle DOUBLE = view(double[].class);

  private MemoryAccess() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
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
}

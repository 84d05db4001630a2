package dev.wasmc.runtime;

import dev.wasmc.abi.CanonicalMemory;
import dev.wasmc.engine.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** An engine's memory in an array as lifting and lowering see it. */
record ArrayView(Memory memory) implements CanonicalMemory {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public long size() {
    return memory.size;
  }

  private int at(long address, int width) {
    return (int) Objects.checkFromIndexSize(address, width, (long) memory.size);
  }

  @Override
  public byte loadByte(long address) {
    return memory.data[at(address, 1)];
  }

  @Override
  public short loadShort(long address) {
    return (short) SHORT.get(memory.data, at(address, 2));
  }

  @Override
  public int loadInt(long address) {
    return (int) INT.get(memory.data, at(address, 4));
  }

  @Override
  public long loadLong(long address) {
    return (long) LONG.get(memory.data, at(address, 8));
  }

  @Override
  public void storeByte(long address, byte value) {
    memory.data[at(address, 1)] = value;
  }

  @Override
  public void storeShort(long address, short value) {
    SHORT.set(memory.data, at(address, 2), value);
  }

  @Override
  public void storeInt(long address, int value) {
    INT.set(memory.data, at(address, 4), value);
  }

  @Override
  public void storeLong(long address, long value) {
    LONG.set(memory.data, at(address, 8), value);
  }

  @Override
  public void read(long address, byte[] to, int start, int length) {
    System.arraycopy(memory.data, at(address, length), to, start, length);
  }

  @Override
  public void write(long address, byte[] from, int start, int length) {
    System.arraycopy(from, start, memory.data, at(address, length), length);
  }
}

package dev.wasmc.runtime;

import dev.wasmc.abi.CanonicalMemory;
import dev.wasmc.engine.Memory;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** An engine's memory outside of the heap as lifting and lowering see it. */
record SegmentView(Memory memory) implements CanonicalMemory {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public long size() {
    return memory.size();
  }

  @Override
  public byte loadByte(long address) {
    return memory.segment.get(ValueLayout.JAVA_BYTE, address);
  }

  @Override
  public short loadShort(long address) {
    return memory.segment.get(SHORT, address);
  }

  @Override
  public int loadInt(long address) {
    return memory.segment.get(INT, address);
  }

  @Override
  public long loadLong(long address) {
    return memory.segment.get(LONG, address);
  }

  @Override
  public void storeByte(long address, byte value) {
    memory.segment.set(ValueLayout.JAVA_BYTE, address, value);
  }

  @Override
  public void storeShort(long address, short value) {
    memory.segment.set(SHORT, address, value);
  }

  @Override
  public void storeInt(long address, int value) {
    memory.segment.set(INT, address, value);
  }

  @Override
  public void storeLong(long address, long value) {
    memory.segment.set(LONG, address, value);
  }

  @Override
  public void read(long address, byte[] to, int start, int length) {
    memory.read(address, to, start, length);
  }

  @Override
  public void write(long address, byte[] from, int start, int length) {
    memory.write(address, from, start, length);
  }
}

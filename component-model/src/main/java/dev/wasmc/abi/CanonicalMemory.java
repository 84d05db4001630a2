package dev.wasmc.abi;

/**
 * A linear memory as lifting and lowering see it. Integers are little endian and need no alignment.
 *
 * <p>The object stays good when the memory grows. An access outside of {@link #size()} throws
 * {@link IndexOutOfBoundsException}; lifting and lowering ask for the size before.
 */
public interface CanonicalMemory {
  /** In bytes. */
  long size();

  byte loadByte(long address);

  short loadShort(long address);

  int loadInt(long address);

  long loadLong(long address);

  void storeByte(long address, byte value);

  void storeShort(long address, short value);

  void storeInt(long address, int value);

  void storeLong(long address, long value);

  /** Copies out of the memory. */
  void read(long address, byte[] to, int start, int length);

  /** Copies into the memory. */
  void write(long address, byte[] from, int start, int length);
}

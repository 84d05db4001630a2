package dev.wasmc.abi;

import dev.wasmc.wasm.ByteSlice;
import java.util.Arrays;
import java.util.Objects;

/**
 * A piece of a memory that does not exist yet, to lower constant values into; its bytes then become
 * a data segment.
 *
 * <p>Blocks lie one behind the other in the order they are asked for, so the same calls give the
 * same bytes; what nobody wrote is zero.
 */
public final class StaticImage implements CanonicalMemory, Realloc {
  private final int base;
  private final int limit;
  private byte[] bytes = new byte[256];
  private int used;

  /**
   * @param base the address of the first byte
   * @param limit how many bytes at most
   */
  public StaticImage(int base, int limit) {
    if (base < 0 || limit < 0 || limit > Integer.MAX_VALUE - base) {
      throw new IllegalArgumentException(limit + " bytes at " + base);
    }
    this.base = base;
    this.limit = limit;
  }

  /** The address behind the last block. */
  public int end() {
    return base + used;
  }

  /** What was written, from the first address on. */
  public ByteSlice content() {
    return ByteSlice.of(Arrays.copyOf(bytes, used));
  }

  /**
   * A new block.
   *
   * @throws AbiTrapException of {@link AbiTrap#HOST_BUDGET} beyond the limit
   */
  public int allocate(int alignment, int size) {
    return realloc(0, 0, alignment, size);
  }

  @Override
  public int realloc(int oldAddress, int oldSize, int alignment, int newSize) {
    long start = Layout.align((long) base + used, alignment);
    long end = start + Integer.toUnsignedLong(newSize) - base;
    if (end > limit) {
      throw AbiTrap.HOST_BUDGET.exception(limit + " bytes of constants");
    }
    grow((int) end);
    if (oldSize != 0) {
      System.arraycopy(
          bytes, oldAddress - base, bytes, (int) start - base, Math.min(oldSize, newSize));
    }
    return (int) start;
  }

  /** Bytes below the first address count, although they cannot be used. */
  @Override
  public long size() {
    return end();
  }

  @Override
  public byte loadByte(long address) {
    return bytes[index(address, 1)];
  }

  @Override
  public short loadShort(long address) {
    return LittleEndian.getShort(bytes, index(address, 2));
  }

  @Override
  public int loadInt(long address) {
    return LittleEndian.getInt(bytes, index(address, 4));
  }

  @Override
  public long loadLong(long address) {
    return LittleEndian.getLong(bytes, index(address, 8));
  }

  @Override
  public void storeByte(long address, byte value) {
    bytes[index(address, 1)] = value;
  }

  @Override
  public void storeShort(long address, short value) {
    LittleEndian.putShort(bytes, index(address, 2), value);
  }

  @Override
  public void storeInt(long address, int value) {
    LittleEndian.putInt(bytes, index(address, 4), value);
  }

  @Override
  public void storeLong(long address, long value) {
    LittleEndian.putLong(bytes, index(address, 8), value);
  }

  @Override
  public void read(long address, byte[] to, int start, int length) {
    System.arraycopy(bytes, index(address, length), to, start, length);
  }

  @Override
  public void write(long address, byte[] from, int start, int length) {
    System.arraycopy(from, start, bytes, index(address, length), length);
  }

  private int index(long address, int length) {
    return (int) Objects.checkFromIndexSize(address - base, (long) length, used);
  }

  private void grow(int end) {
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max((long) end, 2L * bytes.length), limit));
    }
    used = end;
  }
}

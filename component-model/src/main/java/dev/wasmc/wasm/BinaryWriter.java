package dev.wasmc.wasm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array, written in the value encodings of core specification 5.2. Integers take
 * their shortest form.
 */
public final class BinaryWriter {
  private byte[] array = new byte[64];
  private int size;

  /** An empty one. */
  public BinaryWriter() {}

  public int size() {
    return size;
  }

  public BinaryWriter u8(int value) {
    ensure(1);
    array[size++] = (byte) value;
    return this;
  }

  /** The int's bits are taken as unsigned. */
  public BinaryWriter u32(int value) {
    return u64(Integer.toUnsignedLong(value));
  }

  public BinaryWriter u64(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      u8((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return u8((int) rest);
  }

  /** A signed LEB128; the shortest form is the same for all widths. */
  public BinaryWriter s64(long value) {
    long rest = value;
    while (true) {
      int low = (int) (rest & 0x7f);
      rest >>= 7;
      if ((rest == 0 && (low & 0x40) == 0) || (rest == -1 && (low & 0x40) != 0)) {
        return u8(low);
      }
      u8(low | 0x80);
    }
  }

  public BinaryWriter fixed32(int value) {
    return u8(value).u8(value >> 8).u8(value >> 16).u8(value >> 24);
  }

  public BinaryWriter fixed64(long value) {
    return fixed32((int) value).fixed32((int) (value >> 32));
  }

  public BinaryWriter bytes(ByteSlice slice) {
    return bytes(slice.array(), slice.start(), slice.length());
  }

  public BinaryWriter bytes(byte[] from) {
    return bytes(from, 0, from.length);
  }

  public BinaryWriter bytes(byte[] from, int start, int length) {
    ensure(length);
    System.arraycopy(from, start, array, size, length);
    size += length;
    return this;
  }

  /** What another writer holds, with its length in front. */
  public BinaryWriter sized(BinaryWriter content) {
    return u32(content.size).bytes(content.array, 0, content.size);
  }

  public BinaryWriter sized(ByteSlice content) {
    return u32(content.length()).bytes(content);
  }

  public BinaryWriter name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).bytes(utf8);
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(array, size);
  }

  public ByteSlice toSlice() {
    return ByteSlice.of(toByteArray());
  }

  private void ensure(int more) {
    if (size + more > array.length) {
      array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
    }
  }
}

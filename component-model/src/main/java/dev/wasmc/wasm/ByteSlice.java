package dev.wasmc.wasm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of a byte array that nobody changes any more. Where the array is a whole file, positions
 * in it are file offsets.
 *
 * <p>Equal when the bytes are.
 */
public final class ByteSlice {
  public static final ByteSlice EMPTY = new ByteSlice(new byte[0], 0, 0);

  private final byte[] array;
  private final int start;
  private final int end;

  private ByteSlice(byte[] array, int start, int end) {
    if (start < 0 || end < start || end > array.length) {
      throw new IllegalArgumentException("slice " + start + ".." + end + " of " + array.length);
    }
    this.array = array;
    this.start = start;
    this.end = end;
  }

  /** The array is not copied; the caller gives it away. */
  public static ByteSlice of(byte[] array) {
    return new ByteSlice(array, 0, array.length);
  }

  /** The array is not copied; the caller gives it away. */
  public static ByteSlice of(byte[] array, int start, int end) {
    return new ByteSlice(array, start, end);
  }

  /** The array behind it, not to be changed. */
  public byte[] array() {
    return array;
  }

  /** The position of the first byte in {@link #array()}. */
  public int start() {
    return start;
  }

  /** One past the position of the last byte in {@link #array()}. */
  public int end() {
    return end;
  }

  public int length() {
    return end - start;
  }

  /** Unsigned; the index counts from the start of the slice. */
  public int at(int index) {
    return array[start + index] & 0xff;
  }

  /** The bytes as text; nothing where they are no valid UTF-8. */
  public Optional<String> utf8() {
    if (isAscii()) {
      return Optional.of(new String(array, start, length(), StandardCharsets.ISO_8859_1));
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(array, start, length());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Almost every text is, and needs no decoder. */
  private boolean isAscii() {
    for (int i = start; i < end; i++) {
      if (array[i] < 0) {
        return false;
      }
    }
    return true;
  }

  public byte[] copy() {
    return Arrays.copyOfRange(array, start, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSlice that
        && Arrays.equals(array, start, end, that.array, that.start, that.end);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return "ByteSlice[" + start + ".." + end + "]";
  }
}

package dev.wasmc.wasm;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;

/**
 * A cursor over bytes in the value encodings of core specification 5.2. Shared by modules,
 * components and instructions.
 *
 * <p>Every method throws {@link DiagnosticException} with a {@link WasmProblem} and the offset
 * where the bytes are wrong.
 */
public final class BinaryReader {
  private final String file;
  private final byte[] array;
  private final int end;
  private int position;

  /**
   * @param file the name for messages
   * @param bytes positions are reported relative to the start of their array
   */
  public BinaryReader(String file, ByteSlice bytes) {
    this.file = file;
    this.array = bytes.array();
    this.position = bytes.start();
    this.end = bytes.end();
  }

  public String file() {
    return file;
  }

  /** The position in the array of the next byte. */
  public int position() {
    return position;
  }

  /** One past the last byte that may be read. */
  public int end() {
    return end;
  }

  public boolean hasNext() {
    return position < end;
  }

  public int remaining() {
    return end - position;
  }

  public int u8() {
    if (position >= end) {
      throw unexpectedEnd();
    }
    return array[position++] & 0xff;
  }

  /** The next byte without taking it. */
  public int peek() {
    if (position >= end) {
      throw unexpectedEnd();
    }
    return array[position] & 0xff;
  }

  /** An unsigned LEB128 of at most 32 bits; the int holds them unsigned. */
  public int u32() {
    if (position < end && array[position] >= 0) {
      return array[position++];
    }
    return (int) unsigned(32);
  }

  public long u64() {
    return unsigned(64);
  }

  public int s32() {
    return (int) signed(32);
  }

  /** A signed LEB128 of 33 bits, as block types and heap types are written. */
  public long s33() {
    return signed(33);
  }

  public long s64() {
    return signed(64);
  }

  public int fixed32() {
    need(4);
    int value =
        (array[position] & 0xff)
            | (array[position + 1] & 0xff) << 8
            | (array[position + 2] & 0xff) << 16
            | (array[position + 3] & 0xff) << 24;
    position += 4;
    return value;
  }

  public long fixed64() {
    long low = fixed32() & 0xffffffffL;
    return low | (long) fixed32() << 32;
  }

  /**
   * The length of a vector that follows. An element has at least one byte, so a count beyond the
   * bytes left is refused before anything is allocated for it.
   *
   * @param limit the most this implementation takes
   * @param what in the plural, for the message
   */
  public int count(int limit, String what) {
    int at = position;
    int count = u32();
    if (Integer.compareUnsigned(count, limit) > 0) {
      if (Integer.compareUnsigned(count, remaining()) > 0) {
        throw malformed(
            WasmProblem.Reason.UNEXPECTED_END,
            at,
            "a count of "
                + Integer.toUnsignedString(count)
                + " "
                + what
                + " is more than the bytes that are left");
      }
      throw DiagnosticException.error(
          new WasmProblem.OverLimit(
              "the number of " + what + " (" + Integer.toUnsignedString(count) + ")", limit),
          new Place.InBytes(file, at));
    }
    if (count > remaining()) {
      throw malformed(
          WasmProblem.Reason.UNEXPECTED_END,
          at,
          "a count of " + count + " " + what + " is more than the bytes that are left");
    }
    return count;
  }

  /** A length in bytes and then as many bytes. */
  public ByteSlice sized(String what) {
    int at = position;
    int length = u32();
    if (length < 0 || length > remaining()) {
      throw malformed(
          WasmProblem.Reason.UNEXPECTED_END,
          at,
          what
              + " of "
              + Integer.toUnsignedString(length)
              + " bytes goes beyond the end, "
              + remaining()
              + " are left");
    }
    return bytes(length);
  }

  public ByteSlice bytes(int length) {
    need(length);
    ByteSlice slice = ByteSlice.of(array, position, position + length);
    position += length;
    return slice;
  }

  /**
   * What has been read since then.
   *
   * @param from an earlier {@link #position()}
   */
  public ByteSlice since(int from) {
    return ByteSlice.of(array, from, position);
  }

  /** A name, core specification 5.2.4. */
  public String name() {
    int at = position;
    return sized("a name")
        .utf8()
        .orElseThrow(() ->
            new DiagnosticException(
                malformed(WasmProblem.Reason.BAD_UTF8, at, "a name is not valid UTF-8")
                    .diagnostics()));
  }

  /** To be thrown: the bytes end too early. */
  public DiagnosticException unexpectedEnd() {
    return malformed(WasmProblem.Reason.UNEXPECTED_END, end, "the bytes end too early");
  }

  /** To be thrown. */
  public DiagnosticException malformed(WasmProblem.Reason reason, int at, String detail) {
    return DiagnosticException.error(
        new WasmProblem.Malformed(reason, detail), new Place.InBytes(file, at));
  }

  private void need(int length) {
    if (length > end - position) {
      throw unexpectedEnd();
    }
  }

  private long unsigned(int bits) {
    int at = position;
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = u8();
      if (shift + 7 > bits) {
        int left = bits - shift;
        if ((next & 0x80) != 0) {
          throw malformed(WasmProblem.Reason.INTEGER_TOO_LONG, at, "an integer has too many bytes");
        }
        if (next >>> left != 0) {
          throw malformed(
              WasmProblem.Reason.INTEGER_TOO_LARGE,
              at,
              "an integer does not fit " + bits + " bits");
        }
      }
      value |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
  }

  private long signed(int bits) {
    int at = position;
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = u8();
      if (shift + 7 > bits) {
        int left = bits - shift;
        if ((next & 0x80) != 0) {
          throw malformed(WasmProblem.Reason.INTEGER_TOO_LONG, at, "an integer has too many bytes");
        }
        int upper = (next << 25) >> (25 + left - 1);
        if (upper != 0 && upper != -1) {
          throw malformed(
              WasmProblem.Reason.INTEGER_TOO_LARGE,
              at,
              "an integer does not fit " + bits + " bits");
        }
      }
      value |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        int used = shift + 7;
        return used >= 64 ? value : value << (64 - used) >> (64 - used);
      }
    }
  }
}

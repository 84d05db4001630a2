package dev.wasmc.abi;

import dev.wasmc.component.values.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings in all encodings. The host knows the length of what it lowers, so it allocates once. */
final class StringCodec extends ValueCodec {
  /**
   * Per byte: the copy of the bytes, and two bytes a character where there is one that is not
   * Latin-1.
   */
  private static final long HOST_BYTES = 3;

  StringCodec() {
    super(new Layout(8, 4, List.of(), 0, 0), 2, 64);
  }

  @Override
  public Value load(LiftLowerContext context, long address) {
    CanonicalMemory memory = context.memory();
    return lift(context, memory.loadInt(address), memory.loadInt(address + 4));
  }

  @Override
  public void store(LiftLowerContext context, Value value, long address) {
    long range = lower(context, value);
    CanonicalMemory memory = context.memory();
    memory.storeInt(address, (int) range);
    memory.storeInt(address + 4, (int) (range >>> 32));
  }

  @Override
  public Value lift(LiftLowerContext context, long[] flat, int at) {
    return lift(context, (int) flat[at], (int) flat[at + 1]);
  }

  @Override
  public void lower(LiftLowerContext context, Value value, long[] flat, int at) {
    long range = lower(context, value);
    flat[at] = range & 0xffff_ffffL;
    flat[at + 1] = range >>> 32;
  }

  private static Value lift(LiftLowerContext context, int address, int taggedUnits) {
    long units = Integer.toUnsignedLong(taggedUnits);
    return switch (context.encoding()) {
      case UTF8 -> new Value.Str(decode(context, address, 1, units, StandardCharsets.UTF_8));
      case UTF16 ->
          new Value.Str(decode(context, address, 2, units * 2, StandardCharsets.UTF_16LE));
      case LATIN1_UTF16 -> {
        boolean wide = (taggedUnits & AbiLimits.UTF16_TAG) != 0;
        yield new Value.Str(
            wide
                ? decode(
                    context,
                    address,
                    2,
                    (units & ~Integer.toUnsignedLong(AbiLimits.UTF16_TAG)) * 2,
                    StandardCharsets.UTF_16LE)
                : decode(context, address, 2, units, StandardCharsets.ISO_8859_1));
      }
    };
  }

  private static String decode(
      LiftLowerContext context, int address, int alignment, long length, Charset charset) {
    if (length > AbiLimits.MAX_STRING_BYTE_LENGTH) {
      throw AbiTrap.STRING_TOO_LONG.exception();
    }
    long start = context.check(address, alignment, length);
    context.budget().charge(length * HOST_BYTES);
    byte[] bytes = new byte[(int) length];
    context.memory().read(start, bytes, 0, bytes.length);
    String text = new String(bytes, charset);
    // The fast decoder puts U+FFFD for what is malformed; only a text with one needs a closer look.
    if (text.indexOf('\uFFFD') >= 0) {
      requireWellFormed(bytes, charset);
    }
    return text;
  }

  private static void requireWellFormed(byte[] bytes, Charset charset) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw (charset.equals(StandardCharsets.UTF_8) ? AbiTrap.INVALID_UTF8 : AbiTrap.INVALID_UTF16)
          .exception();
    }
  }

  /** The address below, the tagged length above. */
  private static long lower(LiftLowerContext context, Value value) {
    if (!(value instanceof Value.Str(String text))) {
      throw mismatch("string", value);
    }
    boolean latin1 = requirePaired(text);
    return switch (context.encoding()) {
      case UTF8 -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        yield write(context, bytes, 1, bytes.length);
      }
      case UTF16 -> write(context, text.getBytes(StandardCharsets.UTF_16LE), 2, text.length());
      case LATIN1_UTF16 ->
          latin1
              ? write(context, text.getBytes(StandardCharsets.ISO_8859_1), 2, text.length())
              : write(
                  context,
                  text.getBytes(StandardCharsets.UTF_16LE),
                  2,
                  text.length() | AbiLimits.UTF16_TAG);
    };
  }

  private static long write(
      LiftLowerContext context, byte[] bytes, int alignment, int taggedUnits) {
    long address = context.allocate(alignment, bytes.length);
    context.memory().write(address, bytes, 0, bytes.length);
    return address | Integer.toUnsignedLong(taggedUnits) << 32;
  }

  /** Whether all characters are in Latin-1; no surrogate may stand alone. */
  private static boolean requirePaired(String text) {
    // Three bytes for a unit at most, so nothing overflows below.
    if (text.length() > AbiLimits.MAX_STRING_BYTE_LENGTH) {
      throw AbiTrap.STRING_TOO_LONG.exception();
    }
    boolean latin1 = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      latin1 &= c <= 0xff;
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw AbiTrap.VALUE_MISMATCH.exception("string with an unpaired surrogate");
        }
        i++;
      }
    }
    return latin1;
  }
}

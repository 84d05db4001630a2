package dev.wasmc.abi;

import dev.wasmc.component.values.Value;

/** What fits into one core value and needs nothing but its bits. */
abstract sealed class ScalarCodec extends ValueCodec {
  private ScalarCodec(int size) {
    super(Layout.scalar(size), 1, 24);
  }

  /**
   * @param bits zero extended from memory, or a core value; an i32 zero extended
   */
  abstract Value fromBits(long bits);

  /** As a core value, an i32 zero extended. */
  abstract long toBits(Value value);

  @Override
  public final Value load(LiftLowerContext context, long address) {
    CanonicalMemory memory = context.memory();
    return fromBits(
        switch (size()) {
          case 1 -> memory.loadByte(address) & 0xffL;
          case 2 -> memory.loadShort(address) & 0xffffL;
          case 4 -> Integer.toUnsignedLong(memory.loadInt(address));
          default -> memory.loadLong(address);
        });
  }

  @Override
  public final void store(LiftLowerContext context, Value value, long address) {
    long bits = toBits(value);
    CanonicalMemory memory = context.memory();
    switch (size()) {
      case 1 -> memory.storeByte(address, (byte) bits);
      case 2 -> memory.storeShort(address, (short) bits);
      case 4 -> memory.storeInt(address, (int) bits);
      default -> memory.storeLong(address, bits);
    }
  }

  @Override
  public final Value lift(LiftLowerContext context, long[] flat, int at) {
    return fromBits(size() == 8 ? flat[at] : flat[at] & 0xffff_ffffL);
  }

  @Override
  public final void lower(LiftLowerContext context, Value value, long[] flat, int at) {
    flat[at] = toBits(value);
  }

  /** Many at once from an array that starts with the first. */
  final Value[] fromBytes(byte[] bytes, int count) {
    Value[] values = new Value[count];
    switch (size()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          values[i] = fromBits(bytes[i] & 0xffL);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          values[i] = fromBits(LittleEndian.getShort(bytes, i * 2) & 0xffffL);
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          values[i] = fromBits(Integer.toUnsignedLong(LittleEndian.getInt(bytes, i * 4)));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          values[i] = fromBits(LittleEndian.getLong(bytes, i * 8));
        }
      }
    }
    return values;
  }

  /** Many at once into an array that starts with the first. */
  final void toBytes(Iterable<Value> values, byte[] bytes) {
    int at = 0;
    for (Value value : values) {
      long bits = toBits(value);
      switch (size()) {
        case 1 -> bytes[at] = (byte) bits;
        case 2 -> LittleEndian.putShort(bytes, at, (short) bits);
        case 4 -> LittleEndian.putInt(bytes, at, (int) bits);
        default -> LittleEndian.putLong(bytes, at, bits);
      }
      at += size();
    }
  }

  static final class OfBool extends ScalarCodec {
    private static final Value TRUE = new Value.Bool(true);
    private static final Value FALSE = new Value.Bool(false);

    OfBool() {
      super(1);
    }

    @Override
    Value fromBits(long bits) {
      return bits != 0 ? TRUE : FALSE;
    }

    @Override
    long toBits(Value value) {
      if (value instanceof Value.Bool(boolean set)) {
        return set ? 1 : 0;
      }
      throw mismatch("bool", value);
    }
  }

  /** Integers of up to 32 bits. */
  static final class OfInt extends ScalarCodec {
    private final String name;
    private final boolean signed;
    private final int unused;

    OfInt(String name, int size, boolean signed) {
      super(size);
      this.name = name;
      this.signed = signed;
      this.unused = 64 - 8 * size;
    }

    @Override
    Value fromBits(long bits) {
      return new Value.Int(wrap(bits));
    }

    @Override
    long toBits(Value value) {
      if (!(value instanceof Value.Int(long number))) {
        throw mismatch(name, value);
      }
      if (wrap(number) != number) {
        throw AbiTrap.VALUE_MISMATCH.exception(number + " is no " + name);
      }
      return number & 0xffff_ffffL;
    }

    private long wrap(long bits) {
      return signed ? bits << unused >> unused : bits << unused >>> unused;
    }
  }

  /** Integers of 64 bits. */
  static final class OfLong extends ScalarCodec {
    private final String name;

    OfLong(String name) {
      super(8);
      this.name = name;
    }

    @Override
    Value fromBits(long bits) {
      return new Value.Int(bits);
    }

    @Override
    long toBits(Value value) {
      if (value instanceof Value.Int(long number)) {
        return number;
      }
      throw mismatch(name, value);
    }
  }

  static final class OfF32 extends ScalarCodec {
    OfF32() {
      super(4);
    }

    @Override
    Value fromBits(long bits) {
      float number = Float.intBitsToFloat((int) bits);
      return new Value.F32(
          Float.isNaN(number) ? Float.intBitsToFloat(AbiLimits.CANONICAL_NAN32) : number);
    }

    @Override
    long toBits(Value value) {
      if (value instanceof Value.F32(float number)) {
        return Integer.toUnsignedLong(
            Float.isNaN(number) ? AbiLimits.CANONICAL_NAN32 : Float.floatToRawIntBits(number));
      }
      throw mismatch("f32", value);
    }
  }

  static final class OfF64 extends ScalarCodec {
    OfF64() {
      super(8);
    }

    @Override
    Value fromBits(long bits) {
      double number = Double.longBitsToDouble(bits);
      return new Value.F64(
          Double.isNaN(number) ? Double.longBitsToDouble(AbiLimits.CANONICAL_NAN64) : number);
    }

    @Override
    long toBits(Value value) {
      if (value instanceof Value.F64(double number)) {
        return Double.isNaN(number)
            ? AbiLimits.CANONICAL_NAN64
            : Double.doubleToRawLongBits(number);
      }
      throw mismatch("f64", value);
    }
  }

  static final class OfChar extends ScalarCodec {
    OfChar() {
      super(4);
    }

    @Override
    Value fromBits(long bits) {
      if (!isScalarValue(bits)) {
        throw AbiTrap.INVALID_CHAR.exception("0x" + Long.toHexString(bits));
      }
      return new Value.Char((int) bits);
    }

    @Override
    long toBits(Value value) {
      if (!(value instanceof Value.Char(int codePoint))) {
        throw mismatch("char", value);
      }
      if (!isScalarValue(codePoint)) {
        throw AbiTrap.VALUE_MISMATCH.exception(
            "0x" + Integer.toHexString(codePoint) + " is no char");
      }
      return codePoint;
    }

    private static boolean isScalarValue(long code) {
      return code >= 0
          && code <= Character.MAX_CODE_POINT
          && (code & ~0x7ffL) != Character.MIN_SURROGATE;
    }
  }

  /** Enumerations, and variants without any payload. */
  static final class OfEnum extends ScalarCodec {
    private final int cases;

    OfEnum(int size, int cases) {
      super(size);
      this.cases = cases;
    }

    @Override
    Value fromBits(long bits) {
      if (bits >= cases) {
        throw AbiTrap.INVALID_DISCRIMINANT.exception(bits + " of " + cases + " cases");
      }
      return new Value.Variant((int) bits, null);
    }

    @Override
    long toBits(Value value) {
      if (!(value instanceof Value.Variant(int discriminant, Value payload))) {
        throw mismatch("a case", value);
      }
      if (discriminant < 0 || discriminant >= cases || payload != null) {
        throw AbiTrap.VALUE_MISMATCH.exception("case " + discriminant + " of " + cases);
      }
      return discriminant;
    }
  }

  static final class OfFlags extends ScalarCodec {
    private final int mask;

    OfFlags(int size, int mask) {
      super(size);
      this.mask = mask;
    }

    @Override
    Value fromBits(long bits) {
      return new Value.Flags((int) bits & mask);
    }

    @Override
    long toBits(Value value) {
      if (!(value instanceof Value.Flags(int bits))) {
        throw mismatch("flags", value);
      }
      if ((bits & ~mask) != 0) {
        throw AbiTrap.VALUE_MISMATCH.exception("flags without a label are set");
      }
      return Integer.toUnsignedLong(bits);
    }
  }
}

package dev.wasmc.wave;

import dev.wasmc.component.PrimitiveType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;

/** Numbers and their texts. */
final class Numbers {
  /** As long as the longest 64-bit number with its sign. */
  private static final int MAX_DIGITS = 20;

  private Numbers() {}

  /** Empty for what is no number of the type. */
  static OptionalLong integer(String text, PrimitiveType type) {
    if (text.length() > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    try {
      if (type == PrimitiveType.U64) {
        return OptionalLong.of(Long.parseUnsignedLong(text));
      }
      long value = Long.parseLong(text);
      boolean negative = text.startsWith("-");
      boolean fits =
          switch (type) {
            case S8 -> value == (byte) value;
            case S16 -> value == (short) value;
            case S32 -> value == (int) value;
            case S64 -> true;
            case U8 -> !negative && value <= 0xff;
            case U16 -> !negative && value <= 0xffff;
            case U32 -> !negative && value <= 0xffff_ffffL;
            default -> throw new IllegalArgumentException(type.keyword());
          };
      return fits ? OptionalLong.of(value) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  static String print(float value) {
    if (!Float.isFinite(value)) {
      return Float.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    // The JDK writes two digits where one would do.
    BigDecimal single = new BigDecimal(value).round(new MathContext(1));
    BigDecimal shortest =
        single.floatValue() == value ? single : new BigDecimal(Float.toString(value));
    return print(shortest, Float.floatToRawIntBits(value) < 0);
  }

  static String print(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    BigDecimal single = new BigDecimal(value).round(new MathContext(1));
    BigDecimal shortest =
        single.doubleValue() == value ? single : new BigDecimal(Double.toString(value));
    return print(shortest, Double.doubleToRawLongBits(value) < 0);
  }

  private static String print(BigDecimal value, boolean negative) {
    return (negative ? "-" : "") + value.abs().stripTrailingZeros().toPlainString();
  }
}

package dev.wasmc.wasm.text;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and strings as written, core specification 6.3.1 to 6.3.3. What is no literal gives null;
 * callers know the place.
 */
final class Literals {
  enum NumberClass {
    INTEGER,
    FLOAT,
    NONE
  }

  private static final int F32_MANTISSA = 23;
  private static final int F64_MANTISSA = 52;

  private Literals() {}

  static int hexDigit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** Which number grammar a word follows, if any. */
  static NumberClass classify(String text, int start, int end) {
    int at = start;
    if (text.charAt(at) == '+' || text.charAt(at) == '-') {
      at++;
    }
    if (at == end) {
      return NumberClass.NONE;
    }
    char first = text.charAt(at);
    if (first == 'i' || first == 'n') {
      boolean special =
          (end - at == 3 && (text.startsWith("inf", at) || text.startsWith("nan", at)))
              || (text.startsWith("nan:0x", at) && digits(text, at + 6, end, 16) == end);
      return special ? NumberClass.FLOAT : NumberClass.NONE;
    }
    int radix = 10;
    if (text.startsWith("0x", at) && at + 2 < end) {
      radix = 16;
      at += 2;
    }
    at = digits(text, at, end, radix);
    if (at < 0) {
      return NumberClass.NONE;
    }
    if (at == end) {
      return NumberClass.INTEGER;
    }
    if (text.charAt(at) == '.') {
      at++;
      int fraction = digits(text, at, end, radix);
      at = fraction < 0 ? at : fraction;
    }
    if (at < end && (text.charAt(at) | 0x20) == (radix == 16 ? 'p' : 'e')) {
      at++;
      if (at < end && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      at = digits(text, at, end, 10);
    }
    return at == end ? NumberClass.FLOAT : NumberClass.NONE;
  }

  /**
   * The end of digits with single underscores between them that start here; -1 where there are
   * none.
   */
  private static int digits(String text, int start, int end, int radix) {
    int at = start;
    while (at < end && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
      at++;
      if (at + 1 < end
          && text.charAt(at) == '_'
          && text.charAt(at + 1) < 128
          && Character.digit(text.charAt(at + 1), radix) >= 0) {
        at++;
      }
    }
    return at == start ? -1 : at;
  }

  /**
   * An integer without a sign.
   *
   * @param bits from 1 to 64
   * @return null where it has a sign or does not fit
   */
  static @Nullable Long unsigned(String literal, int bits) {
    char first = literal.charAt(0);
    if (first == '+' || first == '-') {
      return null;
    }
    return magnitude(literal, bits == 64 ? -1L : (1L << bits) - 1);
  }

  /**
   * An integer of either signedness, as constants are written.
   *
   * @return sign extended; null where it does not fit
   */
  static @Nullable Long signedOrUnsigned(String literal, int bits) {
    boolean negative = literal.charAt(0) == '-';
    boolean signed = negative || literal.charAt(0) == '+';
    String digits = signed ? literal.substring(1) : literal;
    long most =
        negative
            ? 1L << (bits - 1)
            : signed ? (1L << (bits - 1)) - 1 : bits == 64 ? -1L : (1L << bits) - 1;
    Long value = magnitude(digits, most);
    if (value == null) {
      return null;
    }
    long extended = negative ? -value : value;
    return bits == 64 ? extended : extended << (64 - bits) >> (64 - bits);
  }

  private static @Nullable Long magnitude(String digits, long most) {
    int radix = digits.startsWith("0x") ? 16 : 10;
    long value = 0;
    for (int i = radix == 16 ? 2 : 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c == '_') {
        continue;
      }
      int digit = Character.digit(c, radix);
      if (Long.compareUnsigned(value, Long.divideUnsigned(most - digit, radix)) > 0
          || Long.compareUnsigned(digit, most) > 0) {
        return null;
      }
      value = value * radix + digit;
    }
    return value;
  }

  /**
   * @return the bits; null where the value rounds to infinity or the payload does not fit
   */
  static @Nullable Integer f32(String literal) {
    boolean negative = literal.charAt(0) == '-';
    int sign = negative ? 1 << 31 : 0;
    String rest = negative || literal.charAt(0) == '+' ? literal.substring(1) : literal;
    if (rest.equals("inf")) {
      return sign | 0xff << F32_MANTISSA;
    }
    if (rest.startsWith("nan")) {
      Long payload = nanPayload(rest, F32_MANTISSA);
      return payload == null ? null : sign | 0xff << F32_MANTISSA | payload.intValue();
    }
    float value = Float.parseFloat(javaLiteral(rest));
    return Float.isInfinite(value) ? null : sign | Float.floatToRawIntBits(value);
  }

  /**
   * @return the bits; null where the value rounds to infinity or the payload does not fit
   */
  static @Nullable Long f64(String literal) {
    boolean negative = literal.charAt(0) == '-';
    long sign = negative ? 1L << 63 : 0;
    String rest = negative || literal.charAt(0) == '+' ? literal.substring(1) : literal;
    if (rest.equals("inf")) {
      return sign | 0x7ffL << F64_MANTISSA;
    }
    if (rest.startsWith("nan")) {
      Long payload = nanPayload(rest, F64_MANTISSA);
      return payload == null ? null : sign | 0x7ffL << F64_MANTISSA | payload;
    }
    double value = Double.parseDouble(javaLiteral(rest));
    return Double.isInfinite(value) ? null : sign | Double.doubleToRawLongBits(value);
  }

  private static @Nullable Long nanPayload(String literal, int mantissa) {
    if (literal.equals("nan")) {
      return 1L << (mantissa - 1);
    }
    Long payload = magnitude(literal.substring(4), (1L << mantissa) - 1);
    return payload == null || payload == 0 ? null : payload;
  }

  /**
   * Java rounds its own literals exactly; they lack underscores, and a hexadecimal one must have an
   * exponent.
   */
  private static String javaLiteral(String literal) {
    String plain = literal.replace("_", "");
    return plain.startsWith("0x") && plain.indexOf('p') < 0 && plain.indexOf('P') < 0
        ? plain + "p0"
        : plain;
  }

  /** The code point that hexadecimal digits stand for; -1 where it is no Unicode scalar value. */
  static int scalarValue(String text, int start, int end) {
    if (digits(text, start, end, 16) != end) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != '_') {
        value = value << 4 | Character.digit(text.charAt(i), 16);
        if (value > Character.MAX_CODE_POINT) {
          return -1;
        }
      }
    }
    return value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE ? -1 : value;
  }

  /**
   * Appends what a string stands for; its quotes are inside the range, and the lexer has checked
   * it.
   */
  static void bytes(String text, int start, int end, BinaryWriter out) {
    int plain = start + 1;
    for (int i = start + 1; i < end - 1; ) {
      if (text.charAt(i) != '\\') {
        i++;
        continue;
      }
      out.bytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
      char c = text.charAt(i + 1);
      i += 2;
      switch (c) {
        case 't' -> out.u8('\t');
        case 'n' -> out.u8('\n');
        case 'r' -> out.u8('\r');
        case '"', '\'', '\\' -> out.u8(c);
        case 'u' -> {
          int close = text.indexOf('}', i);
          out.bytes(
              Character.toString(scalarValue(text, i + 1, close)).getBytes(StandardCharsets.UTF_8));
          i = close + 1;
        }
        default -> out.u8(hexDigit(c) << 4 | hexDigit(text.charAt(i++)));
      }
      plain = i;
    }
    out.bytes(text.substring(plain, end - 1).getBytes(StandardCharsets.UTF_8));
  }

  /** What a string stands for, which must be UTF-8. */
  static String utf8(SourceFile file, int start, int end) {
    String inside = file.text().substring(start + 1, end - 1);
    if (inside.indexOf('\\') < 0) {
      return inside;
    }
    BinaryWriter bytes = new BinaryWriter();
    bytes(file.text(), start, end, bytes);
    return ByteSlice.of(bytes.toByteArray())
        .utf8()
        .orElseThrow(() ->
            DiagnosticException.error(
                new TextProblem.Lexical(TextProblem.Reason.BAD_UTF8),
                new Place.InText(file, new Span(start, end))));
  }
}

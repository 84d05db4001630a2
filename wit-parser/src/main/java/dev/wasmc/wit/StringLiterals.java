package dev.wasmc.wit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of string literals: the production {@code name} of the core text format. */
final class StringLiterals {
  private StringLiterals() {}

  /**
   * @param text what is between the quotes
   * @throws IllegalArgumentException with the reason, if it is not well-formed
   */
  static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c != '\\') {
        put(bytes, c);
        continue;
      }
      char escape = text.charAt(i++);
      switch (escape) {
        case '"', '\'', '\\' -> bytes.write(escape);
        case 't' -> bytes.write('\t');
        case 'n' -> bytes.write('\n');
        case 'r' -> bytes.write('\r');
        case 'u' -> {
          int end = text.indexOf('}', i);
          if (end < 0 || text.charAt(i) != '{') {
            throw new IllegalArgumentException("`\\u` is followed by hexadecimal digits in braces");
          }
          put(bytes, codePoint(text.substring(i + 1, end)));
          i = end + 1;
        }
        default -> {
          if (i >= text.length()
              || Character.digit(escape, 16) < 0
              || Character.digit(text.charAt(i), 16) < 0) {
            throw new IllegalArgumentException("there is no escape `\\" + escape + "`");
          }
          bytes.write(Character.digit(escape, 16) * 16 + Character.digit(text.charAt(i++), 16));
        }
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("its bytes are not UTF-8", e);
    }
  }

  private static int codePoint(String digits) {
    if (!digits.matches("[0-9A-Fa-f]+(_[0-9A-Fa-f]+)*")) {
      throw new IllegalArgumentException("`\\u{" + digits + "}` is not a hexadecimal number");
    }
    String plain = digits.replace("_", "").replaceFirst("^0+(?=.)", "");
    int value = plain.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(plain, 16);
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    if (!Character.isValidCodePoint(value) || surrogate) {
      throw new IllegalArgumentException("there is no character U+" + plain);
    }
    return value;
  }

  private static void put(ByteArrayOutputStream bytes, int codePoint) {
    bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  /** The literal, with its quotes. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            out.append('\\').appendCodePoint(c);
          } else if (c == '\n') {
            out.append("\\n");
          } else if (c == '\r') {
            out.append("\\r");
          } else if (c == '\t') {
            out.append("\\t");
          } else if (isPlain(c)) {
            out.appendCodePoint(c);
          } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        });
    return out.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "-_./: ".indexOf(c) >= 0;
  }
}

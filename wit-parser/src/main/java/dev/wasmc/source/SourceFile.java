package dev.wasmc.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A text as it was read, under the name the user knows it by.
 *
 * @param name shown in messages; never used to open a file
 */
public record SourceFile(String name, String text) {
  private static final char REPLACEMENT = '\uFFFD';

  /** A position as people count: both numbers start at 1, columns count code points. */
  public record Position(int line, int column) {}

  /**
   * The text of bytes in UTF-8.
   *
   * @param bytes of an array
   * @throws DiagnosticException with the offset of the first byte that does not fit, counted from
   *     the buffer's position
   */
  public static SourceFile decode(String name, ByteBuffer bytes) {
    String text =
        new String(
            bytes.array(),
            bytes.arrayOffset() + bytes.position(),
            bytes.remaining(),
            StandardCharsets.UTF_8);
    // Without this character there was nothing for which it stands.
    if (text.indexOf(REPLACEMENT) >= 0) {
      ByteBuffer in = bytes.slice();
      CharBuffer out = CharBuffer.allocate(in.remaining());
      if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
        throw DiagnosticException.error(
            SourceProblem.NotUtf8.NOT_UTF8, new Place.InBytes(name, in.position()));
      }
    }
    return new SourceFile(name, text);
  }

  /**
   * @param offset from 0 to the text's length, both included; beyond the end means the end
   */
  public Position position(int offset) {
    int end = Math.min(offset, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Position(line, text.codePointCount(lineStart, end) + 1);
  }

  /**
   * @param line counted from 1
   * @return the line without its terminator; empty for a line that is not there
   */
  public String line(int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return "";
      }
      start = next + 1;
    }
    int end = text.indexOf('\n', start);
    String found = text.substring(start, end < 0 ? text.length() : end);
    return found.endsWith("\r") ? found.substring(0, found.length() - 1) : found;
  }
}

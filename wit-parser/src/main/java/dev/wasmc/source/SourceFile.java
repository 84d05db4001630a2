package dev.wasmc.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text as it was read, under the name the user knows it by. */
public final class SourceFile {
  private static final char REPLACEMENT = '\uFFFD';

  /** A position as people count: both numbers start at 1, columns count code points. */
  public record Position(int line, int column) {}

  /**
   * What is in front of each chunk of a text: so that a position is found without counting from the
   * start.
   */
  private static final class Chunks {
    private final int[] lines;
    private final int[] pairs;

    Chunks(int count) {
      this.lines = new int[count];
      this.pairs = new int[count];
    }
  }

  /** In units of the text. */
  private static final int CHUNK = 1 << 12;

  private final String name;
  private final String text;
  private volatile @Nullable Chunks chunks;

  /**
   * @param name shown in messages; never used to open a file
   */
  public SourceFile(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** As the user knows it. */
  public String name() {
    return name;
  }

  /** As it was read, with its own line ends. */
  public String text() {
    return text;
  }

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
    Chunks known = chunks();
    int chunk = end / CHUNK;
    int line = known.lines[chunk];
    int lineStart = -1;
    for (int i = chunk * CHUNK; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    if (lineStart < 0) {
      lineStart = startOfLine(line, known);
    }
    int pairs = pairsBefore(end, known) - pairsBefore(lineStart, known);
    return new Position(line + 1, end - lineStart - pairs + 1);
  }

  /** Where a line starts that has so many before it. */
  private int startOfLine(int line, Chunks known) {
    int low = 0;
    int high = known.lines.length - 1;
    // The last chunk with fewer line ends in front of it has the one that the line follows.
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (known.lines[middle] < line) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    int start = line == 0 ? 0 : low * CHUNK;
    for (int i = known.lines[low]; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start;
  }

  private int pairsBefore(int end, Chunks known) {
    int chunk = end / CHUNK;
    return known.pairs[chunk] + pairs(chunk * CHUNK, end);
  }

  /** Surrogate pairs whose second half is in a range. */
  private int pairs(int start, int end) {
    int pairs = 0;
    for (int i = Math.max(1, start); i < end; i++) {
      if (Character.isLowSurrogate(text.charAt(i))
          && Character.isHighSurrogate(text.charAt(i - 1))) {
        pairs++;
      }
    }
    return pairs;
  }

  private Chunks chunks() {
    Chunks known = chunks;
    if (known == null) {
      known = count();
      chunks = known;
    }
    return known;
  }

  private Chunks count() {
    int count = text.length() / CHUNK + 1;
    Chunks counted = new Chunks(count);
    for (int chunk = 1; chunk < count; chunk++) {
      int start = (chunk - 1) * CHUNK;
      int end = chunk * CHUNK;
      int found = 0;
      for (int i = text.indexOf('\n', start, end); i >= 0; i = text.indexOf('\n', i + 1, end)) {
        found++;
      }
      counted.lines[chunk] = counted.lines[chunk - 1] + found;
      counted.pairs[chunk] = counted.pairs[chunk - 1] + pairs(start, end);
    }
    return counted;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceFile file && name.equals(file.name) && text.equals(file.text);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + text.hashCode();
  }

  @Override
  public String toString() {
    return "SourceFile[" + name + "]";
  }
}

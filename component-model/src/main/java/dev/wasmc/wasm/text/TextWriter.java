package dev.wasmc.wasm.text;

import dev.wasmc.wasm.ByteSlice;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Text with indented lines, and the literals that printers share. */
public final class TextWriter {
  /**
   * Deeper lines are not indented further, so that the text of hostile nesting stays linear in its
   * size.
   */
  private static final int MAX_INDENTATION = 24;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder();
  private int depth;

  /** An empty text. */
  public TextWriter() {}

  public TextWriter add(String text) {
    out.append(text);
    return this;
  }

  public TextWriter add(int number) {
    out.append(Integer.toUnsignedString(number));
    return this;
  }

  /** Starts a new line. */
  public TextWriter line() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.repeat(' ', 2 * Math.min(depth, MAX_INDENTATION));
    return this;
  }

  /** Starts a new line with a text. */
  public TextWriter line(String text) {
    return line().add(text);
  }

  public TextWriter indent() {
    depth++;
    return this;
  }

  public TextWriter outdent() {
    depth--;
    return this;
  }

  /** A string literal of a name. */
  public TextWriter name(String name) {
    out.append('"');
    name.codePoints()
        .forEach(c -> {
          if (c < 0x7f) {
            ascii(c);
          } else if (Character.isLetterOrDigit(c)) {
            out.appendCodePoint(c);
          } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        });
    out.append('"');
    return this;
  }

  /** A string literal of bytes. */
  public TextWriter bytes(ByteSlice bytes) {
    out.ensureCapacity(out.length() + bytes.length() + 2);
    out.append('"');
    for (int i = 0; i < bytes.length(); i++) {
      ascii(bytes.at(i));
    }
    out.append('"');
    return this;
  }

  private void ascii(int c) {
    if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
      out.append((char) c);
    } else {
      out.append('\\').append(HEX[c >> 4]).append(HEX[c & 15]);
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** The identifiers that an index space is printed with. */
  public static final class Identifiers {
    private final Map<Integer, String> names;
    private final Set<Integer> unusable = new HashSet<>();

    /**
     * @param names by index, in any order; of equal names that of the lowest index becomes an
     *     identifier, the others annotations
     */
    public Identifiers(Map<Integer, String> names) {
      this.names = names;
      Set<String> seen = new HashSet<>();
      names.keySet().stream()
          .sorted(Integer::compareUnsigned)
          .forEach(index -> {
            String name = names.getOrDefault(index, "");
            if (name.isEmpty() || !seen.add(name)) {
              unusable.add(index);
            }
          });
    }

    /** Where it is used: an identifier, or the number. */
    public String reference(int index) {
      String name = names.get(index);
      return name == null || unusable.contains(index)
          ? Integer.toUnsignedString(index)
          : identifier(name);
    }

    /** Where it is defined, with a space in front; the number is in a comment. */
    public String definition(int index) {
      String number = " (;" + Integer.toUnsignedString(index) + ";)";
      String name = names.get(index);
      if (name == null) {
        return number;
      }
      return unusable.contains(index)
          ? number + " (@name " + new TextWriter().name(name) + ")"
          : " " + identifier(name) + number;
    }

    /**
     * Where it is defined and its number is plain: an identifier or an annotation with a space in
     * front, or nothing.
     */
    public String optional(int index) {
      String name = names.get(index);
      if (name == null) {
        return "";
      }
      return unusable.contains(index)
          ? " (@name " + new TextWriter().name(name) + ")"
          : " " + identifier(name);
    }

    /** A name as an identifier, in quotes where it has to be. */
    public static String identifier(String name) {
      return Lexer.isPlainIdentifier(name) ? "$" + name : "$" + new TextWriter().name(name);
    }
  }
}

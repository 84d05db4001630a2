package dev.wasmc.wave;

import dev.wasmc.source.Span;

/** The content of chars and strings. */
final class Escapes {
  private final Lexer lexer;
  private final String text;

  /**
   * @param text the whole text that the lexer reads
   */
  Escapes(Lexer lexer, String text) {
    this.lexer = lexer;
    this.text = text;
  }

  int character(Lexer.Token token) {
    StringBuilder content = new StringBuilder();
    decode(token.start() + 1, token.end() - 1, content);
    if (content.isEmpty() || content.length() != Character.charCount(content.codePointAt(0))) {
      throw lexer.error(
          new WaveProblem.Malformed("a char is one character or escape"), token.span());
    }
    return content.codePointAt(0);
  }

  String string(Lexer.Token token) {
    StringBuilder content = new StringBuilder();
    decode(token.start() + 1, token.end() - 1, content);
    return content.toString();
  }

  /**
   * Between line breaks; what stands in front of the closing quotes is taken away from every line.
   */
  String multiline(Lexer.Token token) {
    int start = token.start() + 3;
    int end = token.end() - 3;
    int lastBreak = text.lastIndexOf('\n', end - 1);
    int firstBreak = text.startsWith("\r", start) ? start + 1 : start;
    if (lastBreak < firstBreak || text.charAt(firstBreak) != '\n') {
      throw malformed("a string of several lines begins and ends with a line break", start, start);
    }
    String indent = text.substring(lastBreak + 1, end);
    if (!indent.isBlank() || !indent.chars().allMatch(c -> c == ' ')) {
      throw malformed("only spaces may stand in front of the closing quotes", lastBreak + 1, end);
    }
    StringBuilder content = new StringBuilder();
    for (int line = firstBreak + 1; line <= lastBreak; ) {
      int lineEnd = text.indexOf('\n', line);
      if (!text.startsWith(indent, line)) {
        throw malformed("a line is indented less than the closing quotes", line, lineEnd);
      }
      if (line > firstBreak + 1) {
        content.append('\n');
      }
      boolean carriageReturn = lineEnd > line + indent.length() && text.charAt(lineEnd - 1) == '\r';
      decode(line + indent.length(), carriageReturn ? lineEnd - 1 : lineEnd, content);
      line = lineEnd + 1;
    }
    return content.toString();
  }

  private void decode(int start, int end, StringBuilder out) {
    for (int at = start; at < end; ) {
      int c = text.codePointAt(at);
      if (c == '\\') {
        at = escape(at, end, out);
      } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw malformed("unpaired surrogate", at, at + 1);
      } else {
        out.appendCodePoint(c);
        at += Character.charCount(c);
      }
    }
  }

  private int escape(int at, int end, StringBuilder out) {
    char kind = at + 1 < end ? text.charAt(at + 1) : ' ';
    switch (kind) {
      case '\\', '\'', '"' -> out.append(kind);
      case 't' -> out.append('\t');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 'u' -> {
        return unicode(at, end, out);
      }
      default -> throw malformed("unknown escape", at, Math.min(at + 2, end));
    }
    return at + 2;
  }

  private int unicode(int at, int end, StringBuilder out) {
    int close = text.indexOf('}', at);
    int digits = at + 3;
    if (!text.startsWith("{", at + 2)
        || close < 0
        || close >= end
        || close == digits
        || close - digits > 6) {
      throw malformed(
          "an escape by number is \\u{…} with 1 to 6 hexadecimal digits",
          at,
          Math.min(at + 2, end));
    }
    int code = 0;
    for (int i = digits; i < close; i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw malformed("no hexadecimal digit", i, i + 1);
      }
      code = code * 16 + digit;
    }
    if (code > Character.MAX_CODE_POINT
        || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
      throw malformed("no Unicode scalar value", at, close + 1);
    }
    out.appendCodePoint(code);
    return close + 1;
  }

  private RuntimeException malformed(String what, int start, int end) {
    return lexer.error(new WaveProblem.Malformed(what), new Span(start, Math.max(start, end)));
  }

  /** A character as chars and strings have it. */
  static void print(int c, StringBuilder out) {
    switch (c) {
      case '\\', '\'', '"' -> out.append('\\').append((char) c);
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case ' ' -> out.append(' ');
      default -> {
        if (isVisible(c)) {
          out.appendCodePoint(c);
        } else {
          out.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
      }
    }
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

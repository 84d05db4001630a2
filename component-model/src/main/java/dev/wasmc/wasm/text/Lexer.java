package dev.wasmc.wasm.text;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wasm.text.TextProblem.Reason;
import dev.wasmc.wasm.text.Tokens.Kind;
import java.util.Arrays;
import java.util.Set;

/** Cuts a text into {@link Tokens}, core specification 6.3, and pairs the parentheses. */
public final class Lexer {
  /**
   * The annotations that a parser may ask for. All others are white space, as the specification has
   * it.
   */
  private static final Set<String> KNOWN_ANNOTATIONS =
      Set.of("custom", "name", "producers", "metadata.code.branch_hint");

  private static final boolean[] IDENTIFIER_CHARACTER = new boolean[128];

  static {
    for (char c = '!'; c <= '~'; c++) {
      IDENTIFIER_CHARACTER[c] = "\"(),;[]{}".indexOf(c) < 0;
    }
  }

  private final SourceFile file;
  private final String text;
  private final Tokens tokens;
  private int position;

  /**
   * The open parentheses as token indices; for one of an annotation that is not kept, minus one
   * minus its position.
   */
  private int[] open = new int[32];

  private int depth;

  /** The depth at which the outermost annotation that is not kept was opened; 0 outside of one. */
  private int skippedFrom;

  private Lexer(SourceFile file) {
    this.file = file;
    this.text = file.text();
    this.tokens = new Tokens(file);
  }

  /**
   * Throws {@link DiagnosticException} with a {@link TextProblem.Lexical} where the text has no
   * tokens.
   */
  public static Tokens lex(SourceFile file) {
    Lexer lexer = new Lexer(file);
    lexer.run();
    return lexer.tokens;
  }

  /** Whether a name can follow the dollar sign without quotes. */
  static boolean isPlainIdentifier(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c < 128 && IDENTIFIER_CHARACTER[c]);
  }

  private void run() {
    while (position < text.length()) {
      char c = text.charAt(position);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> position++;
        case '(' -> openingParenthesis();
        case ')' -> closingParenthesis();
        case ';' -> semicolon();
        default -> word();
      }
    }
    if (depth > 0) {
      int last = open[depth - 1];
      if (last < 0) {
        throw error(Reason.UNCLOSED_ANNOTATION, -1 - last, -1 - last + 2);
      }
      throw error(Reason.UNCLOSED_PARENTHESIS, tokens.start(last), tokens.end(last));
    }
    tokens.add(Kind.END, text.length(), text.length());
  }

  private void openingParenthesis() {
    int start = position++;
    char next = position < text.length() ? text.charAt(position) : 0;
    if (next == ';') {
      blockComment(start);
      return;
    }
    boolean annotation = next == '@' && skippedFrom == 0;
    boolean known = false;
    if (annotation) {
      position++;
      known = KNOWN_ANNOTATIONS.contains(annotationName(start));
    }
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    if (skippedFrom > 0 || (annotation && !known)) {
      open[depth++] = -1 - start;
      if (skippedFrom == 0) {
        skippedFrom = depth;
      }
    } else {
      open[depth++] = tokens.add(annotation ? Kind.ANNOTATION : Kind.OPEN, start, position);
    }
  }

  private String annotationName(int start) {
    int at = position;
    if (position < text.length() && text.charAt(position) == '"') {
      string();
      if (position == at + 2) {
        throw error(Reason.EMPTY_ANNOTATION, start, position);
      }
      return Literals.utf8(file, at, position);
    }
    skipIdentifierCharacters();
    if (position == at) {
      throw error(Reason.EMPTY_ANNOTATION, start, position);
    }
    return text.substring(at, position);
  }

  private void closingParenthesis() {
    if (depth == 0) {
      throw error(Reason.UNEXPECTED_PARENTHESIS, position, position + 1);
    }
    int opened = open[--depth];
    if (opened >= 0) {
      tokens.pair(opened, tokens.add(Kind.CLOSE, position, position + 1));
    } else if (depth < skippedFrom) {
      skippedFrom = depth + 1 == skippedFrom ? 0 : skippedFrom;
    }
    position++;
  }

  private void blockComment(int start) {
    position++;
    int nesting = 1;
    while (nesting > 0) {
      if (position + 1 >= text.length()) {
        throw error(Reason.UNCLOSED_COMMENT, start, start + 2);
      }
      char c = text.charAt(position);
      char next = text.charAt(position + 1);
      if (c == ';' && next == ')') {
        nesting--;
        position += 2;
      } else if (c == '(' && next == ';') {
        nesting++;
        position += 2;
      } else {
        checkSurrogates(c);
        position++;
      }
    }
  }

  private void semicolon() {
    if (text.startsWith(";;", position)) {
      while (position < text.length()
          && text.charAt(position) != '\n'
          && text.charAt(position) != '\r') {
        checkSurrogates(text.charAt(position));
        position++;
      }
    } else {
      word();
    }
  }

  /**
   * A run of identifier characters, strings and commas, semicolons, brackets, braces: one token, or
   * none that exists.
   */
  private void word() {
    int start = position;
    int strings = 0;
    int firstStringEnd = start;
    boolean separators = false;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c < 128 && IDENTIFIER_CHARACTER[c]) {
        position++;
      } else if (c == '"') {
        string();
        if (strings++ == 0) {
          firstStringEnd = position;
        }
      } else if (c == ','
          || c == '['
          || c == ']'
          || c == '{'
          || c == '}'
          || (c == ';' && !text.startsWith(";;", position))) {
        separators = true;
        position++;
      } else {
        break;
      }
    }
    if (position == start) {
      throw error(
          Reason.ILLEGAL_CHARACTER,
          start,
          Math.min(text.length(), start + Character.charCount(text.codePointAt(start))));
    }
    if (skippedFrom > 0) {
      return;
    }
    boolean endsWithFirstString = strings == 1 && firstStringEnd == position;
    char first = text.charAt(start);
    if (separators || (strings > 0 && !endsWithFirstString)) {
      throw error(Reason.RESERVED_TOKEN, start, position);
    }
    if (strings == 0) {
      tokens.add(classify(start), start, position);
    } else if (first == '"') {
      tokens.add(Kind.STRING, start, position);
    } else if (first == '$' && text.charAt(start + 1) == '"') {
      if (position == start + 3) {
        throw error(Reason.EMPTY_IDENTIFIER, start, position);
      }
      tokens.add(Kind.IDENTIFIER, start, position);
    } else {
      throw error(Reason.RESERVED_TOKEN, start, position);
    }
  }

  private Kind classify(int start) {
    char first = text.charAt(start);
    if (first == '$') {
      if (position == start + 1) {
        throw error(Reason.EMPTY_IDENTIFIER, start, position);
      }
      return Kind.IDENTIFIER;
    }
    return switch (Literals.classify(text, start, position)) {
      case INTEGER -> Kind.INTEGER;
      case FLOAT -> Kind.FLOAT;
      case NONE -> {
        if (first < 'a' || first > 'z') {
          throw error(Reason.RESERVED_TOKEN, start, position);
        }
        yield Kind.KEYWORD;
      }
    };
  }

  private void skipIdentifierCharacters() {
    while (position < text.length()
        && text.charAt(position) < 128
        && IDENTIFIER_CHARACTER[text.charAt(position)]) {
      position++;
    }
  }

  /** Leaves the position behind the closing quote. */
  private void string() {
    int start = position++;
    while (true) {
      if (position >= text.length()) {
        throw error(Reason.UNCLOSED_STRING, start, start + 1);
      }
      char c = text.charAt(position);
      if (c == '"') {
        position++;
        return;
      }
      if (c == '\\') {
        escape();
      } else if (c == '\n' || c == '\r') {
        throw error(Reason.UNCLOSED_STRING, start, position);
      } else if (c < ' ' || c == 0x7f) {
        throw error(Reason.ILLEGAL_CHARACTER, position, position + 1);
      } else {
        checkSurrogates(c);
        position++;
      }
    }
  }

  private void escape() {
    int start = position++;
    char c = position < text.length() ? text.charAt(position) : 0;
    switch (c) {
      case 't', 'n', 'r', '"', '\'', '\\' -> position++;
      case 'u' -> {
        int close = text.indexOf('}', position);
        if (close < 0
            || text.charAt(position + 1) != '{'
            || Literals.scalarValue(text, position + 2, close) < 0) {
          throw error(Reason.BAD_ESCAPE, start, position + 1);
        }
        position = close + 1;
      }
      default -> {
        if (position + 2 > text.length()
            || Literals.hexDigit(c) < 0
            || Literals.hexDigit(text.charAt(position + 1)) < 0) {
          throw error(Reason.BAD_ESCAPE, start, Math.min(text.length(), position + 1));
        }
        position += 2;
      }
    }
  }

  /**
   * A text that was decoded has none that are alone; one that was made in memory may, and has no
   * UTF-8 form.
   */
  private void checkSurrogates(char c) {
    if (!Character.isSurrogate(c)) {
      return;
    }
    boolean paired =
        Character.isHighSurrogate(c)
            ? position + 1 < text.length() && Character.isLowSurrogate(text.charAt(position + 1))
            : position > 0 && Character.isHighSurrogate(text.charAt(position - 1));
    if (!paired) {
      throw error(Reason.BAD_UTF8, position, position + 1);
    }
  }

  private DiagnosticException error(Reason reason, int start, int end) {
    return DiagnosticException.error(
        new TextProblem.Lexical(reason),
        new Place.InText(file, new Span(start, Math.min(end, text.length()))));
  }
}

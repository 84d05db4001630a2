package dev.wasmc.wave;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into tokens, one ahead of the parser. */
final class Lexer {
  enum Kind {
    BRACE_OPEN("{"),
    BRACE_CLOSE("}"),
    PAREN_OPEN("("),
    PAREN_CLOSE(")"),
    BRACKET_OPEN("["),
    BRACKET_CLOSE("]"),
    COLON(":"),
    COMMA(","),
    NUMBER("a number"),
    LABEL("a label"),
    CHAR("a char"),
    STRING("a string"),
    MULTILINE("a string of several lines"),
    END("the end");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As in a sentence. */
    String shown() {
      return text.length() == 1 ? "'" + text + "'" : text;
    }
  }

  record Token(Kind kind, int start, int end) {
    Span span() {
      return new Span(start, end);
    }
  }

  private static final String PUNCTUATION = "{}()[]:,";
  private static final Pattern NUMBER =
      Pattern.compile("-inf|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");
  private static final Pattern LABEL =
      Pattern.compile(
          "%?(?:[a-z][a-z0-9]*+|[A-Z][A-Z0-9]*+)(?:-(?:[a-z0-9]++(?![A-Z])|[A-Z0-9]++(?![a-z])))*+");
  private static final int MAX_SHOWN = 40;

  private final SourceFile file;
  private final String text;
  private int at;
  private Token next;

  Lexer(SourceFile file, int start) {
    this.file = file;
    this.text = file.text();
    this.at = start;
    this.next = scan();
  }

  Token peek() {
    return next;
  }

  Token take() {
    Token token = next;
    next = scan();
    return token;
  }

  /** Whether a character comes behind the next token. */
  boolean isFollowedBy(char c) {
    skip();
    return at < text.length() && text.charAt(at) == c;
  }

  String text(Token token) {
    return text.substring(token.start(), token.end());
  }

  DiagnosticException error(WaveProblem problem, Span span) {
    return DiagnosticException.error(problem, new Place.InText(file, span));
  }

  DiagnosticException unexpected(String expected) {
    String found = text(next);
    String shown =
        next.kind() == Kind.END
            ? next.kind().shown()
            : next.kind() == Kind.STRING && found.length() <= MAX_SHOWN
                ? found
                : "\""
                    + (found.length() > MAX_SHOWN ? found.substring(0, MAX_SHOWN) + "…" : found)
                    + "\"";
    return error(new WaveProblem.Expected(expected, shown), next.span());
  }

  Token expect(Kind kind) {
    if (next.kind() != kind) {
      throw unexpected(kind.shown());
    }
    return take();
  }

  private Token scan() {
    skip();
    if (at == text.length()) {
      return new Token(Kind.END, at, at);
    }
    char c = text.charAt(at);
    int punctuation = PUNCTUATION.indexOf(c);
    if (punctuation >= 0) {
      return token(Kind.values()[punctuation], at + 1);
    }
    return switch (c) {
      case '\'' -> quoted(Kind.CHAR, '\'');
      case '"' -> text.startsWith("\"\"\"", at) ? multiline() : quoted(Kind.STRING, '"');
      default ->
          c == '-' || (c >= '0' && c <= '9')
              ? matched(Kind.NUMBER, NUMBER)
              : matched(Kind.LABEL, LABEL);
    };
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        return;
      }
    }
  }

  private Token token(Kind kind, int end) {
    Token token = new Token(kind, at, end);
    at = end;
    return token;
  }

  private Token matched(Kind kind, Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw error(
          new WaveProblem.Expected(
              "a value", "\"" + Character.toString(text.codePointAt(at)) + "\""),
          new Span(at, text.offsetByCodePoints(at, 1)));
    }
    return token(kind, matcher.end());
  }

  /** Only the end is looked for; what is in it is read where its type is known. */
  private Token quoted(Kind kind, char quote) {
    for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return token(kind, i + 1);
      }
      if (c == '\\') {
        i++;
      }
    }
    throw error(new WaveProblem.Malformed(kind.shown() + " without an end"), new Span(at, at + 1));
  }

  private Token multiline() {
    int end = text.indexOf("\"\"\"", at + 3);
    if (end < 0) {
      throw error(
          new WaveProblem.Malformed(Kind.MULTILINE.shown() + " without an end"),
          new Span(at, at + 3));
    }
    return token(Kind.MULTILINE, end + 3);
  }
}

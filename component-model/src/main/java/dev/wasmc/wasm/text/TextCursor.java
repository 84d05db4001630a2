package dev.wasmc.wasm.text;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.text.Tokens.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A position among tokens, with the small steps that all grammars of the text format share.
 * Annotations are passed over unless they are asked for.
 *
 * <p>Methods called {@code expect…} throw a {@link DiagnosticException} with a {@link TextProblem}
 * where something else stands there.
 */
public final class TextCursor {
  private static final int SHOWN_TOKEN = 40;

  private final Tokens tokens;

  /** The next token; may be at an annotation. */
  private int position;

  /** The index of {@link #position} with annotations passed over. */
  private int next;

  public TextCursor(Tokens tokens) {
    this(tokens, 0);
  }

  private TextCursor(Tokens tokens, int position) {
    this.tokens = tokens;
    moveTo(position);
  }

  /** Lexes a text and stands at its first token. */
  public static TextCursor over(SourceFile file) {
    return new TextCursor(Lexer.lex(file));
  }

  public SourceFile file() {
    return tokens.file();
  }

  /** To come back to with {@link #moveTo}. */
  public int position() {
    return next;
  }

  /**
   * As {@link #position}, with the annotations that stand in front of the next token still ahead.
   */
  public int rawPosition() {
    return position;
  }

  public void moveTo(int token) {
    position = Math.min(token, tokens.size() - 1);
    next = position;
    while (tokens.kind(next) == Kind.ANNOTATION) {
      next = tokens.match(next) + 1;
    }
  }

  private void advance() {
    moveTo(next + 1);
  }

  /** As an offset into the text. */
  public int offset() {
    return tokens.start(next);
  }

  /** The line of the next token, counted from 1. */
  public int line() {
    return tokens.line(next);
  }

  public boolean atEnd() {
    return tokens.kind(next) == Kind.END;
  }

  public boolean atOpen() {
    return tokens.kind(next) == Kind.OPEN;
  }

  public boolean atClose() {
    return tokens.kind(next) == Kind.CLOSE;
  }

  public boolean atString() {
    return tokens.kind(next) == Kind.STRING;
  }

  public boolean atIdentifier() {
    return tokens.kind(next) == Kind.IDENTIFIER;
  }

  public boolean atInteger() {
    return tokens.kind(next) == Kind.INTEGER;
  }

  /** Whether an index stands here, as a number or an identifier. */
  public boolean atIndex() {
    return atInteger() || atIdentifier();
  }

  /** Passes over an index, to come back to it. */
  public void expectIndex() {
    if (!atIndex()) {
      throw unexpected("an index or an identifier");
    }
    advance();
  }

  public boolean atKeyword() {
    return tokens.kind(next) == Kind.KEYWORD;
  }

  public boolean atKeyword(String word) {
    return tokens.is(next, Kind.KEYWORD, word);
  }

  /** Whether an opening parenthesis and this word stand here. */
  public boolean atOpen(String word) {
    return atOpen() && tokens.is(after(next), Kind.KEYWORD, word);
  }

  /** A cursor behind the next token, to look further ahead. */
  public TextCursor peek() {
    return new TextCursor(tokens, next + 1);
  }

  private int after(int token) {
    int following = token + 1;
    while (tokens.kind(following) == Kind.ANNOTATION) {
      following = tokens.match(following) + 1;
    }
    return following;
  }

  /** The word behind the opening parenthesis that stands here; empty where there is none. */
  public String openedWord() {
    int word = atOpen() ? after(next) : next;
    return atOpen() && tokens.kind(word) == Kind.KEYWORD ? tokens.text(word) : "";
  }

  /** Takes the word if it stands here. */
  public boolean take(String word) {
    if (atKeyword(word)) {
      advance();
      return true;
    }
    return false;
  }

  /** Takes an opening parenthesis and the word if both stand here. */
  public boolean takeOpen(String word) {
    if (atOpen(word)) {
      moveTo(after(next) + 1);
      return true;
    }
    return false;
  }

  /** Takes a closing parenthesis if it stands here. */
  public boolean takeClose() {
    if (atClose()) {
      advance();
      return true;
    }
    return false;
  }

  public void expect(String word) {
    if (!take(word)) {
      throw unexpected("'" + word + "'");
    }
  }

  public void expectOpen() {
    if (!atOpen()) {
      throw unexpected("'('");
    }
    advance();
  }

  public void expectOpen(String word) {
    if (!takeOpen(word)) {
      throw unexpected("'(" + word + "'");
    }
  }

  public void expectClose() {
    if (!takeClose()) {
      throw unexpected("')'");
    }
  }

  public void expectEnd() {
    if (!atEnd()) {
      throw unexpected("the end of the text");
    }
  }

  /** Passes over what the parenthesis here opens, its end included. */
  public void skipGroup() {
    if (!atOpen()) {
      throw unexpected("'('");
    }
    moveTo(tokens.match(next) + 1);
  }

  /** The position behind the end of the group that opens here. */
  public int groupEnd() {
    return tokens.match(next) + 1;
  }

  public String expectKeyword(String expected) {
    if (!atKeyword()) {
      throw unexpected(expected);
    }
    String word = tokens.text(next);
    advance();
    return word;
  }

  /** The next token as written. */
  public String tokenText() {
    return tokens.text(next);
  }

  /** The identifier that stands here, without its dollar sign; null where there is none. */
  public @Nullable String takeIdentifier() {
    if (!atIdentifier()) {
      return null;
    }
    String name = identifier(next);
    advance();
    return name;
  }

  /** The identifier that stands here, which stays there. */
  public String peekIdentifier() {
    return identifier(next);
  }

  private String identifier(int token) {
    int start = tokens.start(token) + 1;
    if (file().text().charAt(start) == '"') {
      return Literals.utf8(file(), start, tokens.end(token));
    }
    return file().text().substring(start, tokens.end(token));
  }

  /** The bytes of the string here. */
  public ByteSlice expectString() {
    BinaryWriter bytes = new BinaryWriter();
    expectString(bytes);
    return bytes.toSlice();
  }

  /** Appends the bytes of the string here. */
  public void expectString(BinaryWriter out) {
    if (!atString()) {
      throw unexpected("a string");
    }
    Literals.bytes(file().text(), tokens.start(next), tokens.end(next), out);
    advance();
  }

  /** The strings here one after the other, until something else stands there. */
  public ByteSlice strings() {
    BinaryWriter bytes = new BinaryWriter();
    while (atString()) {
      expectString(bytes);
    }
    return bytes.toSlice();
  }

  /** The string here, which must be UTF-8. */
  public String expectName() {
    if (!atString()) {
      throw unexpected("a name in quotes");
    }
    String name = Literals.utf8(file(), tokens.start(next), tokens.end(next));
    advance();
    return name;
  }

  /** An unsigned number; the int holds it unsigned. */
  public int expectU32() {
    return (int) expectUnsigned(32, "a number");
  }

  public long expectU64() {
    return expectUnsigned(64, "a number");
  }

  public int expectU8(String expected) {
    return (int) expectUnsigned(8, expected);
  }

  private long expectUnsigned(int bits, String expected) {
    if (!atInteger()) {
      throw unexpected(expected);
    }
    Long value = Literals.unsigned(tokenText(), bits);
    if (value == null) {
      throw outOfRange("u" + bits);
    }
    advance();
    return value;
  }

  /** A constant of this many bits, with or without a sign. */
  public long expectInteger(int bits) {
    if (!atInteger()) {
      throw unexpected("an integer");
    }
    Long value = Literals.signedOrUnsigned(tokenText(), bits);
    if (value == null) {
      throw outOfRange("i" + bits);
    }
    advance();
    return value;
  }

  /** The bits of a 32-bit float. */
  public int expectF32() {
    needNumber();
    Integer bits = Literals.f32(tokenText());
    if (bits == null) {
      throw outOfRange("f32");
    }
    advance();
    return bits;
  }

  /** The bits of a 64-bit float. */
  public long expectF64() {
    needNumber();
    Long bits = Literals.f64(tokenText());
    if (bits == null) {
      throw outOfRange("f64");
    }
    advance();
    return bits;
  }

  private void needNumber() {
    if (!atInteger() && tokens.kind(next) != Kind.FLOAT) {
      throw unexpected("a number");
    }
  }

  /**
   * A number with a word and an equals sign in front, such as {@code offset=8}.
   *
   * @return null where no such thing stands here
   */
  public @Nullable Long takeAssigned(String word) {
    if (!atKeyword() || !tokenText().startsWith(word + "=")) {
      return null;
    }
    String literal = tokenText().substring(word.length() + 1);
    if (literal.isEmpty()
        || Literals.classify(literal, 0, literal.length()) != Literals.NumberClass.INTEGER) {
      throw unexpected("a number behind " + word + "=");
    }
    Long value = Literals.unsigned(literal, 64);
    if (value == null) {
      throw outOfRange("u64");
    }
    advance();
    return value;
  }

  /**
   * A cursor inside the annotation of this name if one stands right here, which is then passed
   * over; null otherwise.
   */
  public @Nullable TextCursor takeAnnotation(String name) {
    for (int at = position; at < next; at = tokens.match(at) + 1) {
      if (annotationName(at).equals(name)) {
        tokens.claim(at);
        position = tokens.match(at) + 1;
        return new TextCursor(tokens, at + 1);
      }
    }
    return null;
  }

  /** The name in the {@code @name} annotation if one stands right here; null otherwise. */
  public @Nullable String takeNameAnnotation() {
    TextCursor annotation = takeAnnotation("name");
    if (annotation == null) {
      return null;
    }
    String name = annotation.expectName();
    annotation.expectClose();
    if (takeAnnotation("name") != null) {
      throw error(new TextProblem.BadAnnotation("name", "there are two for one thing"));
    }
    return name;
  }

  /** Throws where an annotation in the whole text was kept by the lexer and used by nobody. */
  public void refuseUnclaimedAnnotations() {
    refuseUnclaimedAnnotations(0, tokens.size());
  }

  /** Throws where an annotation between two positions was kept by the lexer and used by nobody. */
  public void refuseUnclaimedAnnotations(int from, int to) {
    int at = tokens.unclaimed(from, to);
    if (at >= 0) {
      throw error(new TextProblem.BadAnnotation(annotationName(at), "it means nothing here"), at);
    }
  }

  private String annotationName(int token) {
    return tokens.text(token).substring(2).replace("\"", "");
  }

  public DiagnosticException unexpected(String expected) {
    String found;
    if (atEnd()) {
      found = "the end of the text";
    } else {
      String text = tokenText();
      found =
          "'" + (text.length() > SHOWN_TOKEN ? text.substring(0, SHOWN_TOKEN) + "…" : text) + "'";
    }
    return error(new TextProblem.UnexpectedToken(found, expected));
  }

  public DiagnosticException outOfRange(String type) {
    return error(new TextProblem.ConstantOutOfRange(tokenText(), type));
  }

  /** At the next token. */
  public DiagnosticException error(TextProblem problem) {
    return error(problem, next);
  }

  public DiagnosticException error(TextProblem problem, int token) {
    return DiagnosticException.error(problem, place(token));
  }

  public Place place(int token) {
    return new Place.InText(file(), span(token));
  }

  public Span span(int token) {
    return tokens.span(token);
  }
}

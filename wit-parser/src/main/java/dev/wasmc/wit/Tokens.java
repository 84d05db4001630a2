package dev.wasmc.wit;

import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.Arrays;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text without white space, the last one its end; and apart from them the comments.
 * Numbers in arrays: objects would be many times as large as the text.
 */
final class Tokens extends Cursor implements TokenStream {
  /** Where there are more, the rest is not looked at: the errors are enough. */
  private static final int MAX_UNKNOWN = 1000;

  /** Objects for tokens that are asked for again soon. */
  private static final int RECENT = 4;

  private final SourceFile file;
  private final String text;

  private byte[] types = new byte[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int size;

  private int[] commentStarts = new int[16];
  private int[] commentEnds = new int[16];
  private int comments;
  private boolean isCommentOpen;

  private final WitToken[] recent = new WitToken[RECENT];

  private Tokens(SourceFile file) {
    this.file = file;
    this.text = file.text();
    Arrays.setAll(recent, i -> new WitToken(this, -1 - i, Token.INVALID_TYPE));
  }

  static Tokens of(SourceFile file) {
    Tokens tokens = new Tokens(file);
    tokens.read();
    return tokens;
  }

  private void read() {
    Characters input = new Characters(text);
    LexerATNSimulator lexer = new WitTokens(input).getInterpreter();
    int unknown = 0;
    for (int start = 0; start < text.length() && unknown <= MAX_UNKNOWN; start = input.index()) {
      int type = lexer.match(input, Lexer.DEFAULT_MODE);
      switch (type) {
        case WitTokens.WHITESPACE -> {}
        case WitTokens.LINE_COMMENT -> {
          int end = text.indexOf('\n', start);
          input.seek(end < 0 ? text.length() : end);
          addComment(start, input.index());
        }
        case WitTokens.BLOCK_COMMENT -> {
          input.seek(endOfComment(input.index()));
          addComment(start, input.index());
        }
        default -> {
          unknown += type == WitTokens.UNKNOWN ? 1 : 0;
          add(type, start, input.index());
        }
      }
    }
    add(Token.EOF, text.length(), text.length());
    types = Arrays.copyOf(types, size);
    starts = Arrays.copyOf(starts, size);
    ends = Arrays.copyOf(ends, size);
  }

  /** Comments can be nested. */
  private int endOfComment(int from) {
    int depth = 1;
    int i = from;
    while (i + 1 < text.length()) {
      char c = text.charAt(i);
      if (c == '*' && text.charAt(i + 1) == '/') {
        i += 2;
        depth--;
        if (depth == 0) {
          return i;
        }
      } else if (c == '/' && text.charAt(i + 1) == '*') {
        i += 2;
        depth++;
      } else {
        i++;
      }
    }
    isCommentOpen = true;
    return text.length();
  }

  private void add(int type, int start, int end) {
    if (size == types.length) {
      int length = grown(size, start);
      types = Arrays.copyOf(types, length);
      starts = Arrays.copyOf(starts, length);
      ends = Arrays.copyOf(ends, length);
    }
    types[size] = (byte) type;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  private void addComment(int start, int end) {
    if (comments == commentStarts.length) {
      int length = grown(comments, start);
      commentStarts = Arrays.copyOf(commentStarts, length);
      commentEnds = Arrays.copyOf(commentEnds, length);
    }
    commentStarts[comments] = start;
    commentEnds[comments] = end;
    comments++;
  }

  /** Twice as much, or less if the rest of the text is like what has been read. */
  private int grown(int count, int read) {
    double expected = (double) count / Math.max(1, read) * text.length() * 1.05;
    return (int) Math.max(1.125 * count + 16, Math.min(2.0 * count, expected));
  }

  /** Whether the text ends inside of a comment, which is the last one then. */
  boolean isCommentOpen() {
    return isCommentOpen;
  }

  int type(int token) {
    return types[token];
  }

  int start(int token) {
    return starts[token];
  }

  /** One past the last unit. */
  int end(int token) {
    return ends[token];
  }

  Span span(int token) {
    return new Span(starts[token], ends[token]);
  }

  int commentCount() {
    return comments;
  }

  Span comment(int index) {
    return new Span(commentStarts[index], commentEnds[index]);
  }

  /** How many comments stand in front of a token, anywhere. */
  int commentsBefore(int token) {
    int found = Arrays.binarySearch(commentStarts, 0, comments, starts[token]);
    return found < 0 ? -1 - found : found;
  }

  private int line(int token) {
    return file.position(starts[token]).line();
  }

  @Override
  public WitToken get(int index) {
    WitToken known = recent[index % RECENT];
    if (known.index() == index) {
      return known;
    }
    WitToken token = new WitToken(this, index, types[index]);
    recent[index % RECENT] = token;
    return token;
  }

  @Override
  public @Nullable Token LT(int k) {
    int index = indexAt(k);
    return index < 0 ? null : get(Math.min(index, size - 1));
  }

  @Override
  public int LA(int k) {
    int index = indexAt(k);
    return index < 0 ? Token.INVALID_TYPE : types[Math.min(index, size - 1)];
  }

  @Override
  public void consume() {
    if (index() == size - 1) {
      throw new IllegalStateException("nothing follows the end");
    }
    super.consume();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String getSourceName() {
    return file.name();
  }

  @Override
  public TokenSource getTokenSource() {
    throw new UnsupportedOperationException("the tokens have been read");
  }

  @Override
  public String getText(Interval interval) {
    return interval.b < interval.a ? "" : text.substring(starts[interval.a], ends[interval.b]);
  }

  @Override
  public String getText() {
    return text;
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(@Nullable Token start, @Nullable Token stop) {
    return start == null || stop == null
        ? ""
        : getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
  }

  /**
   * A token as ANTLR has it.
   *
   * @param index negative for one that is not there
   */
  record WitToken(Tokens tokens, int index, int type) implements Token {
    @Override
    public String getText() {
      if (index < 0) {
        return "<missing " + WitTokens.VOCABULARY.getDisplayName(type) + ">";
      }
      return type == EOF
          ? "<EOF>"
          : tokens.text.substring(tokens.starts[index], tokens.ends[index]);
    }

    @Override
    public int getType() {
      return type;
    }

    @Override
    public int getLine() {
      return index < 0 ? 0 : tokens.line(index);
    }

    @Override
    public int getCharPositionInLine() {
      return index < 0 ? -1 : tokens.file.position(tokens.starts[index]).column() - 1;
    }

    @Override
    public int getChannel() {
      return DEFAULT_CHANNEL;
    }

    @Override
    public int getTokenIndex() {
      return index;
    }

    @Override
    public int getStartIndex() {
      return index < 0 ? -1 : tokens.starts[index];
    }

    @Override
    public int getStopIndex() {
      return index < 0 ? -1 : tokens.ends[index] - 1;
    }

    @Override
    public @Nullable TokenSource getTokenSource() {
      return null;
    }

    @Override
    public @Nullable CharStream getInputStream() {
      return null;
    }
  }

  /** The units of a text: the positions of tokens are spans, and nothing is copied. */
  private static final class Characters extends Cursor implements CharStream {
    private final String text;

    Characters(String text) {
      this.text = text;
    }

    @Override
    public int LA(int i) {
      int index = indexAt(i);
      return index < 0 || index >= text.length() ? IntStream.EOF : text.charAt(index);
    }

    @Override
    public int size() {
      return text.length();
    }

    @Override
    public String getSourceName() {
      return UNKNOWN_SOURCE_NAME;
    }

    @Override
    public String getText(Interval interval) {
      return text.substring(interval.a, Math.min(interval.b + 1, text.length()));
    }
  }
}

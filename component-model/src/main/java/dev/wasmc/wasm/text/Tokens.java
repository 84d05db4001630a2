package dev.wasmc.wasm.text;

import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The tokens of a text, in arrays: a text of many megabytes has no object for each of them.
 * Parentheses are balanced.
 */
public final class Tokens {
  /**
   * The classes of core specification 6.3; white space, comments and unknown annotations are not
   * kept.
   */
  enum Kind {
    OPEN,
    CLOSE,
    STRING,
    IDENTIFIER,
    KEYWORD,
    INTEGER,
    FLOAT,
    /** The opening of an annotation that {@link Lexer} keeps; its {@link #CLOSE} follows. */
    ANNOTATION,
    END
  }

  private static final Kind[] KINDS = Kind.values();

  private final SourceFile file;
  private byte[] kinds = new byte[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] matches = new int[256];
  private int size;

  /** A start of a line, and its number. */
  private int countedTo;

  private int countedLine = 1;

  /** The annotations that a parser has used. */
  private final BitSet claimed = new BitSet();

  Tokens(SourceFile file) {
    this.file = file;
  }

  SourceFile file() {
    return file;
  }

  int size() {
    return size;
  }

  Kind kind(int token) {
    return KINDS[kinds[token]];
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  /** The index of the parenthesis that closes the one at this index, or the other way round. */
  int match(int token) {
    return matches[token];
  }

  Span span(int token) {
    return new Span(starts[token], ends[token]);
  }

  /**
   * The line of a token, counted from 1. Asking in the order of the text costs one pass over it.
   */
  int line(int token) {
    int offset = starts[token];
    if (offset < countedTo) {
      countedTo = 0;
      countedLine = 1;
    }
    String text = file.text();
    for (int at = text.indexOf('\n', countedTo);
        at >= 0 && at < offset;
        at = text.indexOf('\n', at + 1)) {
      countedLine++;
      countedTo = at + 1;
    }
    return countedLine;
  }

  String text(int token) {
    return file.text().substring(starts[token], ends[token]);
  }

  boolean is(int token, Kind kind, String text) {
    return kinds[token] == kind.ordinal()
        && ends[token] - starts[token] == text.length()
        && file.text().startsWith(text, starts[token]);
  }

  int add(Kind kind, int start, int end) {
    if (size == starts.length) {
      int larger = size * 2;
      kinds = Arrays.copyOf(kinds, larger);
      starts = Arrays.copyOf(starts, larger);
      ends = Arrays.copyOf(ends, larger);
      matches = Arrays.copyOf(matches, larger);
    }
    kinds[size] = (byte) kind.ordinal();
    starts[size] = start;
    ends[size] = end;
    return size++;
  }

  void pair(int open, int close) {
    matches[open] = close;
    matches[close] = open;
  }

  void claim(int annotation) {
    claimed.set(annotation);
  }

  /** The first annotation in a range that no parser has used; -1 where there is none. */
  int unclaimed(int from, int to) {
    for (int at = from; at < to; at++) {
      if (kind(at) == Kind.ANNOTATION) {
        if (!claimed.get(at)) {
          return at;
        }
        at = match(at);
      }
    }
    return -1;
  }
}

package dev.wasmc.wit;

import dev.wasmc.source.Span;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * What could not be read of a text, because of errors that are reported: a name that occurs there
 * may be defined there, so nothing is said about it where it is not found.
 */
final class Unread {
  /** Of more it is not worth to remember the names. */
  private static final int MAX_TOKENS = 100_000;

  private final Set<String> names = new HashSet<>();
  private final List<Span> parts = new ArrayList<>();
  private int tokens;
  private boolean everything;
  private boolean anyName;
  private boolean packages;
  private boolean header;

  /** Whether a name may be defined there. */
  boolean mayDefine(String name) {
    return everything || anyName || names.contains(name);
  }

  /** Whether there may be a package of whatever name. */
  boolean mayDefinePackages() {
    return everything || packages;
  }

  /** Whether the header of the text, if it is not found, may be there. */
  boolean mayHaveHeader() {
    return everything || header;
  }

  void addHeader() {
    header = true;
  }

  boolean isEverything() {
    return everything;
  }

  /** Says that nothing is known of the text. */
  void addEverything() {
    everything = true;
  }

  void addAll(Unread other) {
    names.addAll(other.names);
    everything |= other.everything;
    anyName |= other.anyName;
    packages |= other.packages;
  }

  /** The line of an error: of what stands there it is seldom clear what it is. */
  void addLine(Tokens text, int token) {
    int line = text.get(token).getLine();
    int from = token;
    while (from > 0 && text.get(from - 1).getLine() == line) {
      from--;
    }
    int to = token;
    while (to < text.size() && text.type(to) != Token.EOF && text.get(to).getLine() == line) {
      to++;
    }
    add(text, from, to);
  }

  /** Whether a place in the text is in what could not be read. */
  boolean has(int position) {
    return parts.stream().anyMatch(part -> part.start() <= position && position < part.end());
  }

  /** Whether there should be a name behind a token, which nobody knows. */
  private static boolean lacksName(Tokens text, int token) {
    int next = token + 1 < text.size() ? text.type(token + 1) : Token.EOF;
    int type = text.type(token);
    boolean named = Recovery.isNameOrKeyword(next);
    if (Recovery.DEFINITIONS.contains(type)) {
      return !named;
    }
    return switch (type) {
      case WitTokens.WORLD, WitTokens.AS -> !named;
      case WitTokens.INTERFACE -> !named && (token == 0 || text.type(token - 1) != WitTokens.COLON);
      case WitTokens.LEFT_BRACE, WitTokens.COMMA -> next == WitTokens.COMMA || next == WitTokens.AS;
      default -> false;
    };
  }

  /**
   * @param to exclusive
   */
  void add(Tokens text, int from, int to) {
    if (from >= to) {
      return;
    }
    parts.add(new Span(text.start(from), text.end(to - 1)));
    tokens += to - from;
    if (everything || tokens > MAX_TOKENS) {
      everything = true;
      return;
    }
    for (int i = from; i < to; i++) {
      int type = text.type(i);
      packages |= type == WitTokens.PACKAGE;
      anyName |= lacksName(text, i);
      if (type == WitTokens.ID || Keywords.isKeyword(type)) {
        names.add(text.get(i).getText());
      } else if (type == WitTokens.EXPLICIT_ID) {
        names.add(text.get(i).getText().substring(1));
      }
    }
  }
}

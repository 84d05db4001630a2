package dev.wasmc.wit;

import dev.wasmc.wit.grammar.WitTokens;
import java.util.HashSet;
import java.util.Set;

/**
 * What could not be read of a text, because of errors that are reported: a name that occurs there
 * may be defined there, so nothing is said about it where it is not found.
 */
final class Unread {
  /** Of more it is not worth to remember the names. */
  private static final int MAX_TOKENS = 100_000;

  private final Set<String> names = new HashSet<>();
  private int tokens;
  private boolean everything;
  private boolean packages;
  private boolean header;

  /** Whether a name may be defined there. */
  boolean mayDefine(String name) {
    return everything || names.contains(name);
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
    packages |= other.packages;
  }

  /**
   * @param to exclusive
   */
  void add(Tokens text, int from, int to) {
    tokens += to - from;
    if (everything || tokens > MAX_TOKENS) {
      everything = true;
      return;
    }
    for (int i = from; i < to; i++) {
      int type = text.type(i);
      packages |= type == WitTokens.PACKAGE;
      if (type == WitTokens.ID || Keywords.isKeyword(type)) {
        names.add(text.get(i).getText());
      } else if (type == WitTokens.EXPLICIT_ID) {
        names.add(text.get(i).getText().substring(1));
      }
    }
  }
}

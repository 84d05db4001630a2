package dev.wasmc.wit;

import org.jspecify.annotations.Nullable;

/** The names in a text, each one string however often it is written. */
final class Names {
  private final String text;

  /** Another one each time, so that no text can be written that makes many names collide. */
  private final int factor = System.identityHashCode(this) * 2 + 1;

  private @Nullable String[] table = new @Nullable String[64];
  private int size;

  Names(String text) {
    this.text = text;
  }

  /** How many different ones there are. */
  int size() {
    return size;
  }

  /** A part of the text. */
  String get(int start, int end) {
    int slot = slot(text, start, end);
    for (String known = table[slot]; known != null; known = table[slot]) {
      if (known.length() == end - start && text.startsWith(known, start)) {
        return known;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    String name = text.substring(start, end);
    table[slot] = name;
    size++;
    if (size > table.length / 2) {
      grow();
    }
    return name;
  }

  private int slot(String in, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = (hash ^ in.charAt(i)) * factor;
      hash ^= hash >>> 15;
    }
    return hash & (table.length - 1);
  }

  private void grow() {
    @Nullable String[] old = table;
    table = new @Nullable String[2 * old.length];
    for (String name : old) {
      if (name != null) {
        int slot = slot(name, 0, name.length());
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = name;
      }
    }
  }
}

package dev.wasmc.tests.wit.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Pieces of text between which space and comments may stand. */
final class Tokens {
  private static final List<String> SPACES =
      List.of(
          " ", "", "\n", "\n\n", "\t", "  ", "\r\n", " // a note\n", " /* a /* nested */ note */ ");

  /** Space and no comments, which would belong to the item behind. */
  private static final int WITHOUT_COMMENTS = SPACES.indexOf(" // a note\n");

  private final List<String> tokens = new ArrayList<>();

  Tokens add(String... added) {
    tokens.addAll(List.of(added));
    return this;
  }

  Tokens addAll(Tokens added) {
    tokens.addAll(added.tokens);
    return this;
  }

  boolean isEmpty() {
    return tokens.isEmpty();
  }

  /**
   * @param layout 0 for a space each time
   */
  String text(int layout) {
    SplittableRandom random = new SplittableRandom(layout);
    int kinds = layout % 3 == 1 ? WITHOUT_COMMENTS : SPACES.size();
    StringBuilder out = new StringBuilder();
    for (String token : tokens) {
      String space = layout == 0 ? " " : SPACES.get(random.nextInt(kinds));
      out.append(space.isEmpty() && !mayTouch(out, token) ? " " : space).append(token);
    }
    return out.append('\n').toString();
  }

  private static boolean mayTouch(StringBuilder left, String right) {
    if (left.isEmpty()) {
      return true;
    }
    char last = left.charAt(left.length() - 1);
    char first = right.charAt(0);
    return last != '/' && first != '/' && !(isWord(last) && isWord(first));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '%' || c == '_' || c == '.';
  }
}

package dev.wasmc.names;

import org.jspecify.annotations.Nullable;

/**
 * The rule for labels, also known as kebab case: words of small or acronyms of capital letters,
 * joined by hyphens; digits may stand anywhere but at the start (Explainer.md, {@code label}).
 */
public final class Labels {
  private Labels() {}

  /** Whether a text is a {@code label}. */
  public static boolean isLabel(String text) {
    return whyInvalid(text) == null;
  }

  /**
   * Whether a text is {@code words}: a label without capital letters, as namespaces and packages
   * have.
   */
  public static boolean isLowerLabel(String text) {
    return isLabel(text) && text.chars().noneMatch(Labels::isUpper);
  }

  /** What is wrong with a text, about "it"; null for a label. */
  public static @Nullable String whyInvalid(String text) {
    if (text.isEmpty()) {
      return "it is empty";
    }
    int start = 0;
    boolean lower = false;
    boolean upper = false;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && text.charAt(i) != '-') {
        char c = text.charAt(i);
        if (!isLower(c) && !isUpper(c) && !isDigit(c)) {
          return "`" + Character.toString(text.codePointAt(i)) + "` cannot be part of it";
        }
        lower |= isLower(c);
        upper |= isUpper(c);
        continue;
      }
      if (i == start) {
        return "there is nothing beside a dash";
      }
      if (start == 0 && isDigit(text.charAt(0))) {
        return "it starts with a digit";
      }
      if (lower && upper) {
        return "`" + text.substring(start, i) + "` mixes upper and lower case";
      }
      start = i + 1;
      lower = false;
      upper = false;
    }
    return null;
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}

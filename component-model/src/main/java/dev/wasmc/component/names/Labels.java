package dev.wasmc.component.names;

/** The rule for labels, also known as kebab case. */
public final class Labels {
  private Labels() {}

  /**
   * Whether a text is a {@code label}: words or acronyms joined by hyphens, the first of which
   * starts with a letter.
   */
  public static boolean isLabel(String text) {
    return isLabel(text, true);
  }

  /**
   * Whether a text is {@code words}: a label without capital letters, as namespaces and packages
   * have.
   */
  public static boolean isLowerLabel(String text) {
    return isLabel(text, false);
  }

  private static boolean isLabel(String text, boolean acronyms) {
    if (text.isEmpty() || isDigit(text.charAt(0))) {
      return false;
    }
    boolean lower = false;
    boolean upper = false;
    boolean empty = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-') {
        if (empty) {
          return false;
        }
        lower = false;
        upper = false;
        empty = true;
        continue;
      }
      lower |= isLower(c);
      upper |= isUpper(c);
      empty = false;
      boolean known = isLower(c) || isUpper(c) || isDigit(c);
      if (!known || (lower && upper) || (upper && !acronyms)) {
        return false;
      }
    }
    return !empty;
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

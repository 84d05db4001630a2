package dev.wasmc.wit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names as the standard has them: the production {@code label} of its names of imports and exports.
 */
public final class Labels {
  private static final Set<String> KEYWORDS =
      Set.of(
          "as",
          "async",
          "bool",
          "borrow",
          "char",
          "constructor",
          "enum",
          "error-context",
          "export",
          "f32",
          "f64",
          "flags",
          "from",
          "func",
          "future",
          "import",
          "include",
          "interface",
          "list",
          "map",
          "option",
          "own",
          "package",
          "record",
          "resource",
          "result",
          "s16",
          "s32",
          "s64",
          "s8",
          "static",
          "stream",
          "string",
          "tuple",
          "type",
          "u16",
          "u32",
          "u64",
          "u8",
          "use",
          "variant",
          "with",
          "world");

  private Labels() {}

  /** Null for a label. */
  static @Nullable String whyInvalid(String name) {
    if (name.isEmpty()) {
      return "it is empty";
    }
    boolean first = true;
    for (String word : name.split("-", -1)) {
      if (word.isEmpty()) {
        return "there is nothing beside a dash";
      }
      boolean lower = false;
      boolean upper = false;
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        lower |= c >= 'a' && c <= 'z';
        upper |= c >= 'A' && c <= 'Z';
        if (c > 'z' || !Character.isLetterOrDigit(c)) {
          return "`" + Character.toString(word.codePointAt(i)) + "` cannot be part of it";
        }
      }
      if (first && Character.isDigit(word.charAt(0))) {
        return "it starts with a digit";
      }
      if (lower && upper) {
        return "`" + word + "` mixes upper and lower case";
      }
      first = false;
    }
    return null;
  }

  /** As it is written in WIT: with a {@code %} in front of keywords. */
  public static String escape(String name) {
    return KEYWORDS.contains(name) ? "%" + name : name;
  }
}

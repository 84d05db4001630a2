package dev.wasmc.names;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names that stand side by side and must be strongly unique: different even where capital letters,
 * hyphens and the annotations of methods and static functions are left out.
 */
public final class Uniqueness {
  private static final String CONSTRUCTOR = "[constructor]";

  private final Map<String, String> names = new HashMap<>();

  /** Without names. */
  public Uniqueness() {}

  /** Adds a name, unless one that it collides with is there: then that one is the answer. */
  public Optional<String> add(String name) {
    return Optional.ofNullable(names.putIfAbsent(key(name), name));
  }

  /** What of a name must be unique. */
  public static String key(String name) {
    if (isKey(name)) {
      return name;
    }
    String folded = name.toLowerCase(Locale.ROOT).replace("-", "");
    int annotation = folded.indexOf(']');
    if (annotation < 0 || folded.startsWith(CONSTRUCTOR)) {
      return folded;
    }
    String rest = folded.substring(annotation + 1);
    int dot = rest.indexOf('.');
    return dot >= 0 && rest.substring(0, dot).equals(rest.substring(dot + 1))
        ? rest.substring(0, dot)
        : rest;
  }

  private static boolean isKey(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }
}

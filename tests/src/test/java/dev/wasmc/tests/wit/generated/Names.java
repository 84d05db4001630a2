package dev.wasmc.tests.wit.generated;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of one scope. Case and dashes do not tell names apart. */
final class Names {
  private static final List<String> POOL =
      List.of(
          "a",
          "b",
          "c",
          "d",
          "e",
          "f",
          "g",
          "h",
          "i",
          "j2",
          "k-l",
          "m-3",
          "N",
          "URL",
          "o-PQ-r",
          "a-name-of-many-words",
          "interface",
          "world",
          "use",
          "type",
          "func",
          "record",
          "list",
          "result",
          "own",
          "borrow",
          "stream",
          "future",
          "string",
          "u8",
          "import",
          "export",
          "as",
          "with",
          "static",
          "async",
          "constructor",
          "package",
          "include",
          "from",
          "map",
          "char",
          "error-context",
          "resource",
          "variant",
          "enum",
          "flags",
          "tuple",
          "option",
          "bool");

  /** Those from here on are keywords. */
  private static final int KEYWORDS = POOL.indexOf("interface");

  private static final int ESCAPED = 16;

  private final Set<String> taken = new HashSet<>();

  /** A name that is not taken yet, and is now. */
  String fresh(Choices choices) {
    String word = choices.of(POOL);
    String name = word;
    for (int i = 2; !taken.add(key(name)); i++) {
      name = word + "-n" + i;
    }
    return name;
  }

  /** One that no method has, since a resource must not be called as one of its own. */
  String freshRename() {
    int i = 1;
    while (!taken.add(key("renamed-n" + i))) {
      i++;
    }
    return "renamed-n" + i;
  }

  boolean isTaken(String name) {
    return taken.contains(key(name));
  }

  void take(String name) {
    taken.add(key(name));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "");
  }

  /** As it is written: keywords with a percent sign, and others now and then. */
  static String written(String name, Choices choices) {
    return POOL.indexOf(name) >= KEYWORDS || choices.once(ESCAPED) ? "%" + name : name;
  }
}

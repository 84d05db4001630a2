package dev.wasmc.wave;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that are no labels unless a {@code %} stands in front. */
enum Keyword {
  TRUE,
  FALSE,
  SOME,
  NONE,
  OK,
  ERR,
  INF,
  NAN;

  private static final Set<String> TEXTS =
      Arrays.stream(values()).map(Keyword::text).collect(Collectors.toSet());

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static boolean is(String label) {
    return TEXTS.contains(label);
  }
}

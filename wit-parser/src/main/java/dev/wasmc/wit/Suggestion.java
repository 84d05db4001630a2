package dev.wasmc.wit;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The name that was probably meant. */
final class Suggestion {
  private static final int MAX_LENGTH = 64;

  private Suggestion() {}

  /** A hint that names the closest of the candidates; null if none is close. */
  static @Nullable String of(String name, Collection<String> candidates) {
    String best = null;
    int bestDistance = Math.max(1, Math.min(3, name.length() / 3)) + 1;
    for (String candidate : candidates) {
      if (name.length() <= MAX_LENGTH && candidate.length() <= MAX_LENGTH) {
        int distance = distance(name, candidate);
        if (distance < bestDistance) {
          bestDistance = distance;
          best = candidate;
        }
      }
    }
    return best == null ? null : "did you mean `" + best + "`?";
  }

  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}

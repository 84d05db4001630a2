package dev.wasmc.source;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Suggestions {
  /** Where there are more, none is suggested: it would take long to look at them. */
  public static final int MAX_CANDIDATES = 100_000;

  private Suggestions() {}

  /**
   * The candidate with the fewest edits, if they are few for the word's length; the first of
   * several. Nothing where there are more than {@link #MAX_CANDIDATES}.
   */
  public static Optional<String> closest(String word, Collection<String> candidates) {
    int best = Math.max(1, Math.min(word.length(), 12) / 3) + 1;
    Optional<String> found = Optional.empty();
    if (candidates.size() > MAX_CANDIDATES) {
      return found;
    }
    for (String candidate : candidates) {
      int distance = distance(word, candidate, best);
      if (distance < best) {
        best = distance;
        found = Optional.of(candidate);
      }
    }
    return found;
  }

  /** As a hint: {@code did you mean `x`?}, or nothing. */
  public static Optional<String> hint(String word, Collection<String> candidates) {
    return closest(word, candidates).map(found -> "did you mean `" + found + "`?");
  }

  /** Insertions, deletions, substitutions and swaps of neighbours; at most {@code limit}. */
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit || a.length() > 200) {
      return limit;
    }
    int[] before = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          current[j] = Math.min(current[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = previous;
      previous = current;
      current = free;
    }
    return Math.min(previous[b.length()], limit);
  }
}

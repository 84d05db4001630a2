package dev.wasmc.wit.diff;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands under each name before and after. */
final class Pairs {
  record Pair<T>(@Nullable T before, @Nullable T after) {}

  private Pairs() {}

  /** In the order of the first, then what is in the second alone. */
  static <T> SequencedMap<String, Pair<T>> of(Map<String, T> before, Map<String, T> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    SequencedMap<String, Pair<T>> pairs = new LinkedHashMap<>();
    names.forEach(name -> pairs.put(name, new Pair<>(before.get(name), after.get(name))));
    return pairs;
  }
}

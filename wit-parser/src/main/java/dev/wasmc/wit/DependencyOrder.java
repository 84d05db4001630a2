package dev.wasmc.wit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The names of a graph with each one after those it needs, and apart from that in their given
 * order.
 *
 * @param order the sorted names; without those that a cycle keeps out
 * @param cycles some cycles, no name in two of them, each name needing the next and the last one
 *     the first; at least one if there is any
 */
record DependencyOrder(List<String> order, List<List<String>> cycles) {
  /**
   * @param needs for each name the names that it needs; those that are no keys are ignored
   */
  static DependencyOrder of(SequencedMap<String, List<String>> needs) {
    List<String> names = List.copyOf(needs.keySet());
    Map<String, Integer> indices = new HashMap<>();
    for (String name : names) {
      indices.put(name, indices.size());
    }
    int[] missing = new int[names.size()];
    List<List<Integer>> dependents = new ArrayList<>();
    names.forEach(_ -> dependents.add(new ArrayList<>()));
    for (int i = 0; i < names.size(); i++) {
      for (String need : needs.getOrDefault(names.get(i), List.of())) {
        Integer index = indices.get(need);
        if (index != null) {
          missing[i]++;
          dependents.get(index).add(i);
        }
      }
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<String> order = new ArrayList<>();
    for (Integer next = ready.poll(); next != null; next = ready.poll()) {
      order.add(names.get(next));
      for (int dependent : dependents.get(next)) {
        if (--missing[dependent] == 0) {
          ready.add(dependent);
        }
      }
    }
    return new DependencyOrder(List.copyOf(order), cycles(names, indices, missing, needs));
  }

  /**
   * Each name that is left needs another one that is left, so a walk along needs comes back to
   * where it has been, or where another walk has.
   */
  private static List<List<String>> cycles(
      List<String> names,
      Map<String, Integer> indices,
      int[] missing,
      SequencedMap<String, List<String>> needs) {
    List<List<String>> cycles = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < missing.length; i++) {
      List<String> path = new ArrayList<>();
      String current = names.get(i);
      while (missing[indices.getOrDefault(current, 0)] != 0 && seen.add(current)) {
        path.add(current);
        current =
            needs.getOrDefault(current, List.of()).stream()
                .filter(need -> indices.containsKey(need) && missing[indices.get(need)] != 0)
                .findFirst()
                .orElseThrow();
      }
      int start = path.indexOf(current);
      if (start >= 0) {
        cycles.add(List.copyOf(path.subList(start, path.size())));
      }
    }
    return List.copyOf(cycles);
  }
}

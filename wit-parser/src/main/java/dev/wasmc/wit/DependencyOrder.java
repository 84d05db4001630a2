package dev.wasmc.wit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;

/**
 * The names of a graph with each one after those it needs, and apart from that in their given
 * order.
 *
 * @param order the sorted names; without those that a cycle keeps out
 * @param cycle one cycle, each name needing the next and the last one the first; empty if there is
 *     none
 */
record DependencyOrder(List<String> order, List<String> cycle) {
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
    return new DependencyOrder(List.copyOf(order), cycle(names, indices, missing, needs));
  }

  /**
   * Each name that is left needs another one that is left, so a walk along needs comes back to
   * where it has been.
   */
  private static List<String> cycle(
      List<String> names,
      Map<String, Integer> indices,
      int[] missing,
      SequencedMap<String, List<String>> needs) {
    int start = 0;
    while (start < missing.length && missing[start] == 0) {
      start++;
    }
    if (start == missing.length) {
      return List.of();
    }
    Deque<String> path = new ArrayDeque<>();
    Map<String, Integer> depths = new HashMap<>();
    String current = names.get(start);
    while (!depths.containsKey(current)) {
      depths.put(current, path.size());
      path.addLast(current);
      current =
          needs.getOrDefault(current, List.of()).stream()
              .filter(need -> indices.containsKey(need) && missing[indices.get(need)] != 0)
              .findFirst()
              .orElseThrow();
    }
    return path.stream().skip(depths.getOrDefault(current, 0)).toList();
  }
}

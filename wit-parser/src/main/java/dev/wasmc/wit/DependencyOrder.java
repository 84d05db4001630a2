package dev.wasmc.wit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of a graph with each one after those it needs, and apart from that in their given
 * order.
 *
 * @param order the sorted names; without those that a cycle keeps out
 * @param cycles one for all names that need each other, each name needing the next and the last one
 *     the first
 * @param rest the names that a cycle keeps out: they are part of one, or need what is; each after
 *     those it needs, but for those that need it as well
 * @param cyclic the names that need themselves, on whatever way
 */
record DependencyOrder(
    List<String> order, List<List<String>> cycles, List<String> rest, Set<String> cyclic) {
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
    if (order.size() == names.size()) {
      return new DependencyOrder(List.copyOf(order), List.of(), List.of(), Set.of());
    }
    List<List<Integer>> left = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Integer> edges = new ArrayList<>();
      for (String need : needs.getOrDefault(names.get(i), List.of())) {
        Integer index = indices.get(need);
        if (index != null && missing[index] != 0) {
          edges.add(index);
        }
      }
      left.add(missing[i] == 0 ? List.of() : edges);
    }
    return new Knots(names, left).untie(order, missing);
  }

  /** All names, the rest last. */
  List<String> all() {
    return Stream.concat(order.stream(), rest.stream()).toList();
  }

  /** Finds which of the names need each other, in Tarjan's way, without recursion. */
  private static final class Knots {
    private final List<String> names;
    private final List<List<Integer>> needs;

    /** By name, the number of its knot; -1 for none yet. */
    private final int[] knotOf;

    private final List<List<Integer>> knots = new ArrayList<>();

    // Of the walk: when a name was met, and the earliest one that it leads back to.
    private final int[] met;
    private final int[] earliest;
    private final int[] nextNeed;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int time;

    Knots(List<String> names, List<List<Integer>> needs) {
      this.names = names;
      this.needs = needs;
      this.knotOf = new int[names.size()];
      this.met = new int[names.size()];
      this.earliest = new int[names.size()];
      this.nextNeed = new int[names.size()];
      Arrays.fill(knotOf, -1);
    }

    DependencyOrder untie(List<String> order, int[] missing) {
      for (int i = 0; i < missing.length; i++) {
        if (missing[i] != 0 && met[i] == 0) {
          walk(i);
        }
      }
      List<String> rest = new ArrayList<>();
      Set<String> cyclic = new HashSet<>();
      for (List<Integer> knot : knots) {
        knot.forEach(name -> rest.add(names.get(name)));
        if (isCycle(knot)) {
          knot.forEach(name -> cyclic.add(names.get(name)));
        }
      }
      List<List<String>> cycles =
          knots.stream()
              .filter(this::isCycle)
              .sorted((one, other) -> Integer.compare(one.getFirst(), other.getFirst()))
              .map(this::cycle)
              .toList();
      return new DependencyOrder(List.copyOf(order), cycles, List.copyOf(rest), Set.copyOf(cyclic));
    }

    private boolean isCycle(List<Integer> knot) {
      return knot.size() > 1 || needs.get(knot.getFirst()).contains(knot.getFirst());
    }

    private void walk(int start) {
      Deque<Integer> path = new ArrayDeque<>();
      enter(start, path);
      while (!path.isEmpty()) {
        int current = path.peek();
        if (nextNeed[current] < needs.get(current).size()) {
          int need = needs.get(current).get(nextNeed[current]++);
          if (met[need] == 0) {
            enter(need, path);
          } else if (knotOf[need] < 0) {
            earliest[current] = Math.min(earliest[current], met[need]);
          }
        } else {
          path.pop();
          if (!path.isEmpty()) {
            earliest[path.peek()] = Math.min(earliest[path.peek()], earliest[current]);
          }
          if (earliest[current] == met[current]) {
            close(current);
          }
        }
      }
    }

    private void enter(int name, Deque<Integer> path) {
      met[name] = ++time;
      earliest[name] = time;
      path.push(name);
      open.push(name);
    }

    private void close(int first) {
      List<Integer> knot = new ArrayList<>();
      int name;
      do {
        name = open.pop();
        knotOf[name] = knots.size();
        knot.add(name);
      } while (name != first);
      knot.sort(null);
      knots.add(knot);
    }

    /** A way from the first name of a knot that comes back to where it has been. */
    private List<String> cycle(List<Integer> knot) {
      Map<Integer, Integer> positions = new HashMap<>();
      List<String> path = new ArrayList<>();
      int current = knot.getFirst();
      while (positions.putIfAbsent(current, path.size()) == null) {
        path.add(names.get(current));
        int number = knotOf[current];
        current =
            needs.get(current).stream()
                .filter(need -> knotOf[need] == number)
                .findFirst()
                .orElseThrow();
      }
      return List.copyOf(path.subList(positions.getOrDefault(current, 0), path.size()));
    }
  }
}

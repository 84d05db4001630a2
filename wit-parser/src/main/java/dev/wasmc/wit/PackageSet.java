package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The packages of one call, and which of them have errors: what needs those is looked at as far as
 * that goes, without a word about what it does not find.
 */
final class PackageSet {
  private final NavigableMap<PackageName, UnresolvedPackage> byName = new TreeMap<>();
  private final Set<PackageName> spoiled = new HashSet<>();
  private boolean incomplete;

  /**
   * @param start what is there already
   */
  void add(UnresolvedPackage unresolved, boolean sound, Resolve start, Diagnostics diagnostics) {
    PackageName name = unresolved.name();
    UnresolvedPackage previous = byName.putIfAbsent(name, unresolved);
    if (!sound) {
      spoiled.add(name);
    }
    if (previous != null) {
      spoiled.add(name);
      diagnostics.error(
          new WitProblem.Duplicate("package", name.toString()),
          unresolved.place(),
          new Diagnostic.Note(previous.place(), "the first one"));
    } else if (start.findPackage(name).isPresent()) {
      diagnostics.error(new WitProblem.Duplicate("package", name.toString()), unresolved.place());
    }
  }

  /** Says that there are packages that could not be read. */
  void lacksSome() {
    incomplete = true;
  }

  boolean isIncomplete() {
    return incomplete;
  }

  void spoil(PackageName name) {
    spoiled.add(name);
  }

  /** All names, as a set of its own. */
  NavigableSet<PackageName> names() {
    return new TreeSet<>(byName.navigableKeySet());
  }

  /** Whether the package that a name stands for has an error that is reported. */
  boolean isSpoiled(PackageName name) {
    UnresolvedPackage found = find(name);
    return found != null && spoiled.contains(found.name());
  }

  /** Each package after those it needs, and apart from that by name. */
  List<UnresolvedPackage> inOrder(Diagnostics diagnostics) {
    List<UnresolvedPackage> order = new ArrayList<>();
    Set<PackageName> done = new HashSet<>();
    for (UnresolvedPackage unresolved : byName.values()) {
      visit(unresolved, order, done, diagnostics);
    }
    return order;
  }

  /**
   * @param reason where the package before this one names it
   */
  private record Visit(
      UnresolvedPackage unresolved,
      Place reason,
      Iterator<UnresolvedPackage.ForeignPackage> needs) {
    Visit(UnresolvedPackage unresolved, Place reason) {
      this(unresolved, reason, unresolved.foreignPackages().iterator());
    }
  }

  private void visit(
      UnresolvedPackage start,
      List<UnresolvedPackage> order,
      Set<PackageName> done,
      Diagnostics diagnostics) {
    if (done.contains(start.name())) {
      return;
    }
    Set<PackageName> open = new HashSet<>();
    Deque<Visit> stack = new ArrayDeque<>();
    stack.push(new Visit(start, start.place()));
    open.add(start.name());
    while (!stack.isEmpty()) {
      Visit top = stack.peek();
      if (!top.needs().hasNext()) {
        stack.pop();
        open.remove(top.unresolved().name());
        done.add(top.unresolved().name());
        order.add(top.unresolved());
        continue;
      }
      UnresolvedPackage.ForeignPackage need = top.needs().next();
      UnresolvedPackage next = find(need.name());
      if (next == null || done.contains(next.name())) {
        continue;
      }
      if (open.contains(next.name())) {
        reportCycle(next.name(), stack, need.place(), diagnostics);
      } else {
        open.add(next.name());
        stack.push(new Visit(next, need.place()));
      }
    }
  }

  /** The package of this name, or the newest that is compatible with it. */
  @Nullable UnresolvedPackage find(PackageName name) {
    UnresolvedPackage exact = byName.get(name);
    Version wanted = name.version();
    if (exact != null || wanted == null) {
      return exact;
    }
    UnresolvedPackage best = null;
    for (UnresolvedPackage candidate : byName.tailMap(name, false).values()) {
      if (!candidate.name().isSamePackage(name)) {
        break;
      }
      Version version = candidate.name().version();
      if (version != null && version.isCompatibleWith(wanted)) {
        best = candidate;
      }
    }
    return best;
  }

  private void reportCycle(
      PackageName back, Deque<Visit> stack, Place last, Diagnostics diagnostics) {
    List<String> path = new ArrayList<>();
    // By the package that is needed.
    Map<String, Place> reasons = new HashMap<>();
    Iterator<Visit> outermostFirst = stack.descendingIterator();
    while (outermostFirst.hasNext()) {
      Visit visit = outermostFirst.next();
      PackageName name = visit.unresolved().name();
      if (name.equals(back) || !path.isEmpty()) {
        reasons.put(name.toString(), visit.reason());
        path.add(name.toString());
        spoil(name);
      }
    }
    reasons.put(back.toString(), last);
    CycleReport.report(diagnostics, "packages", path, (_, to) -> reasons.get(to));
  }
}

package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a cycle, edge by edge. */
final class CycleReport {
  private static final int MAX_EDGES = 10;

  /** Where one name says that it needs the next. */
  interface Edges {
    @Nullable Place place(String from, String to);
  }

  private CycleReport() {}

  /**
   * @param path each name once, in the order in which one needs the next
   */
  static void report(Diagnostics diagnostics, String kind, List<String> path, Edges edges) {
    List<Diagnostic.Note> notes = new ArrayList<>();
    for (int i = 0; i < Math.min(path.size(), MAX_EDGES); i++) {
      String from = path.get(i);
      String to = path.get((i + 1) % path.size());
      Place place = edges.place(from, to);
      if (place != null) {
        notes.add(new Diagnostic.Note(place, "`" + from + "` needs `" + to + "`"));
      }
    }
    Place first = notes.isEmpty() ? Place.Nowhere.NOWHERE : notes.removeFirst().place();
    diagnostics.error(
        new WitProblem.Cycle(kind, path), first, notes.toArray(Diagnostic.Note[]::new));
  }
}

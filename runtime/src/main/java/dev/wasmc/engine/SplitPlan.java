package dev.wasmc.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which parts of a function become methods of their own. Parts lie inside each other or apart. */
final class SplitPlan {
  /** For functions that are one method. */
  static final SplitPlan NONE = new SplitPlan();

  /**
   * Instructions that are moved out, with an empty operand stack before and behind. They are
   * complete, or they are the code behind several nested blocks: then they hold the ends of blocks
   * that start before them, and can be entered at each of these.
   *
   * @param exits the targets of branches out of it; {@link Body#FUNCTION} for a return
   * @param fallsThrough whether its end is reached
   * @param closed the blocks that start before and end inside, innermost first
   */
  record Part(
      int id, int from, int to, List<Integer> exits, boolean fallsThrough, List<Integer> closed) {
    Part {
      exits = List.copyOf(exits);
      closed = List.copyOf(closed);
    }

    /** Of exits of the part: what its method returns; 0 stands for the end. */
    int code(int target) {
      return exits.indexOf(target) + 1;
    }

    boolean contains(Part other) {
      return from <= other.from && other.to <= to && !equals(other);
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<Integer, List<Part>> byStart = new HashMap<>();

  /** Inner parts come before those around them. */
  void add(int from, int to, List<Integer> exits, boolean fallsThrough, List<Integer> closed) {
    Part part = new Part(parts.size(), from, to, exits, fallsThrough, closed);
    parts.add(part);
    byStart.computeIfAbsent(from, start -> new ArrayList<>(1)).addFirst(part);
  }

  List<Part> parts() {
    return parts;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * The part to call at an instruction, from the code of a part or of the function.
   *
   * @param self the part whose code is written, null for the function
   */
  @Nullable Part startingAt(int at, @Nullable Part self) {
    List<Part> candidates = byStart.get(at);
    if (candidates == null) {
      return null;
    }
    for (Part part : candidates) {
      if (self == null || self.contains(part)) {
        return part;
      }
    }
    return null;
  }
}

package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
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
   * @param fallsThrough whether its end is reached, and is not an exit
   * @param closed the blocks that start before and end inside, innermost first
   * @param isCase whether it is the code of cases of a switch, up to the end of a block, and comes
   *     back to {@link Landings}: that block is an exit if the end is reached
   */
  record Part(
      int id,
      int from,
      int to,
      List<Integer> exits,
      boolean fallsThrough,
      List<Integer> closed,
      boolean isCase) {
    Part {
      exits = List.copyOf(exits);
      closed = List.copyOf(closed);
    }

    boolean contains(Part other) {
      return from <= other.from && other.to <= to && !equals(other);
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final BitSet starts = new BitSet();
  private final Map<Integer, List<Part>> byStart = new HashMap<>();
  private final Map<Integer, List<Part>> byClosed = new HashMap<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();

  /**
   * Inner parts come before those around them.
   *
   * @param part whose id is the number of parts before it
   */
  void add(Part part) {
    parts.add(part);
    starts.set(part.from());
    byStart.computeIfAbsent(part.from(), start -> new ArrayList<>(1)).addFirst(part);
    for (int block : part.closed()) {
      byClosed.computeIfAbsent(block, start -> new ArrayList<>(1)).addFirst(part);
    }
  }

  /**
   * Numbers the targets of branches, from 1 and in the order of the code, so that blocks closed by
   * one part have neighbouring numbers. To be called when all parts are there.
   *
   * @param others targets beside those of branches out of parts
   */
  void number(Collection<Integer> others) {
    SortedSet<Integer> targets = new TreeSet<>(others);
    for (Part part : parts) {
      targets.addAll(part.exits());
      targets.addAll(part.closed());
    }
    for (int target : targets) {
      numbers.put(target, numbers.size() + 1);
    }
  }

  /**
   * What a part returns when it branches to a structured instruction outside, or to {@link
   * Body#FUNCTION}, and what a part is given that is entered at the end of a block; 0 stands for
   * the end of the former, and for the start of the latter.
   */
  int number(int target) {
    return Objects.requireNonNull(numbers.get(target));
  }

  /** Whether exactly these instructions are a part. */
  boolean isPart(int from, int to) {
    return byStart.getOrDefault(from, List.of()).stream().anyMatch(part -> part.to() == to);
  }

  /** How many parts are called by parts that loops call, counted more in inner loops. */
  long nesting(Body body) {
    long nesting = 0;
    for (Part outer : parts) {
      long inner = parts.stream().filter(outer::contains).count();
      if (inner > 0) {
        nesting += inner * (Frequencies.weight(loopsAround(body, outer.from())) - 1);
      }
    }
    return nesting;
  }

  private static int loopsAround(Body body, int at) {
    int loops = 0;
    for (int i = 0; i < at; i++) {
      if (body.op(i) == Opcode.LOOP && body.end(i) > at) {
        loops++;
      }
    }
    return loops;
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
    return starts.get(at) ? outermost(byStart.get(at), self) : null;
  }

  /**
   * The part called by {@code self} that holds the end of a block that starts before it, if any.
   */
  @Nullable Part closing(int block, @Nullable Part self) {
    return outermost(byClosed.get(block), self);
  }

  private static @Nullable Part outermost(@Nullable List<Part> candidates, @Nullable Part self) {
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

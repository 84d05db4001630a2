package dev.wasmc.engine;

import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the methods of a split function find the function's locals. A method holds a local in a JVM
 * local, which costs moves at its start and end and around the calls of its parts; or, if it names
 * the local less often than that, it uses the array.
 */
final class Residence {
  /** How much more often the inside of a loop is taken to run. */
  private static final int LOOP_FACTOR = 8;

  private static final int MOST_WEIGHT = 512;

  private final Body body;
  private final SplitPlan plan;
  private final Liveness liveness;
  private final int locals;

  Residence(Body body, SplitPlan plan, Liveness liveness, int locals) {
    this.body = body;
    this.plan = plan;
    this.liveness = liveness;
    this.locals = locals;
  }

  private int from(SplitPlan.@Nullable Part self) {
    return self == null ? 0 : self.from();
  }

  private int to(SplitPlan.@Nullable Part self) {
    return self == null ? body.count() : self.to();
  }

  /** The instructions of a part, or of the function, that are in no inner part. */
  private List<Body.Range> ranges(SplitPlan.@Nullable Part self) {
    List<Body.Range> own = new ArrayList<>();
    int start = from(self);
    for (int i = start; i < to(self); ) {
      SplitPlan.Part inner = plan.startingAt(i, self);
      if (inner == null) {
        i++;
      } else {
        own.add(new Body.Range(start, i));
        i = inner.to();
        start = i;
      }
    }
    own.add(new Body.Range(start, to(self)));
    return own;
  }

  /** The locals that a method assigns itself. */
  BitSet assigned(SplitPlan.@Nullable Part self) {
    BitSet assigned = new BitSet();
    for (Body.Range range : ranges(self)) {
      body.assigned(range.from(), range.to(), assigned);
    }
    return assigned;
  }

  /** What has to be in the arrays before a part is called, of what the caller may have changed. */
  BitSet needed(SplitPlan.Part part, BitSet assignedByCaller) {
    BitSet needed = new BitSet();
    body.named(part.from(), part.to(), needed);
    needed.and(assignedByCaller);
    needed.and(liveness.into(part));
    return needed;
  }

  /** What a part may have changed in the arrays that is still of use. */
  BitSet changed(SplitPlan.Part part) {
    BitSet changed = new BitSet();
    body.assigned(part.from(), part.to(), changed);
    changed.and(liveness.outOf(part));
    return changed;
  }

  /** The locals that a method holds in JVM locals. */
  BitSet held(SplitPlan.@Nullable Part self) {
    if (plan.isEmpty()) {
      BitSet all = new BitSet();
      body.named(0, body.count(), all);
      return all;
    }
    int[] uses = new int[locals];
    int[] moves = new int[locals];
    BitSet assigned = assigned(self);
    Deque<Integer> loopEnds = new ArrayDeque<>();
    int weight = 1;
    for (int i = from(self); i < to(self); ) {
      while (!loopEnds.isEmpty() && loopEnds.getLast() <= i) {
        loopEnds.removeLast();
        weight = weight(loopEnds.size());
      }
      SplitPlan.Part inner = plan.startingAt(i, self);
      if (inner != null) {
        count(needed(inner, assigned), moves, weight);
        count(changed(inner), moves, weight);
        i = inner.to();
        continue;
      }
      if (body.op(i) == Opcode.LOOP) {
        loopEnds.addLast(body.end(i));
        weight = weight(loopEnds.size());
      } else if (body.op(i).immediate() == Immediate.LOCAL) {
        uses[body.index(i)] += weight;
      }
      i++;
    }
    if (self != null) {
      int entries = self.closed().size() + 1;
      count(liveness.into(self), moves, entries);
      count(changed(self), moves, entries);
    }
    BitSet held = new BitSet();
    for (int i = 0; i < locals; i++) {
      if (uses[i] > moves[i]) {
        held.set(i);
      }
    }
    return held;
  }

  static int weight(int loops) {
    int weight = 1;
    for (int i = 0; i < loops && weight < MOST_WEIGHT; i++) {
      weight *= LOOP_FACTOR;
    }
    return weight;
  }

  private static void count(BitSet moved, int[] moves, int weight) {
    moved.stream().forEach(local -> moves[local] += weight);
  }
}

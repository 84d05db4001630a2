package dev.wasmc.engine;

import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the methods of a split function find the function's locals. A method holds a local in a JVM
 * local, which costs moves at its start and end and around the calls of its parts; or, if it names
 * the local less often than that, it uses the array. A part gets the few locals that it reads most
 * as parameters, if its caller holds them; they are in the array as well.
 */
final class Residence {
  /** So many registers are left for parameters beside instance, memory and array. */
  private static final int MOST_PASSED = 3;

  /** How often a local is read in a part, at least, to be worth it. */
  private static final float LEAST_READS = 0.4f;

  private final Body body;
  private final SplitPlan plan;
  private final Liveness liveness;
  private final int locals;
  private final Frequencies frequencies;
  private final BitSet ownHeld;
  private final BitSet manyCases = new BitSet();
  private final Map<Integer, BitSet> heldByPart = new HashMap<>();
  private final Map<Integer, List<Integer>> passedByPart = new HashMap<>();

  Residence(Body body, SplitPlan plan, Liveness liveness, int locals) {
    this.body = body;
    this.plan = plan;
    this.liveness = liveness;
    this.locals = locals;
    this.frequencies = Frequencies.of(plan.isEmpty() ? Body.EMPTY : body);
    this.ownHeld = choose(null);
    if (plan.isEmpty()) {
      return;
    }
    pass(null, ownHeld);
    countCases(null);
    for (SplitPlan.Part part : plan.parts().reversed()) {
      BitSet held = choose(part);
      held.or(asSet(passed(part)));
      heldByPart.put(part.id(), held);
      pass(part, held);
      countCases(part);
    }
  }

  private static BitSet asSet(List<Integer> locals) {
    BitSet set = new BitSet();
    locals.forEach(set::set);
    return set;
  }

  /**
   * The locals that a part gets as parameters, in this order; its caller has them in JVM locals.
   */
  List<Integer> passed(SplitPlan.Part part) {
    return passedByPart.getOrDefault(part.id(), List.of());
  }

  /** Chooses what the parts get that a method calls. */
  private void pass(SplitPlan.@Nullable Part self, BitSet held) {
    for (SplitPlan.Part part : called(self)) {
      float[] reads = new float[locals];
      for (Body.Range range : ranges(part)) {
        for (int i = range.from(); i < range.to(); i++) {
          if (body.op(i) == Opcode.LOCAL_GET) {
            reads[body.index(i)] += frequencies.at(i);
          }
        }
      }
      BitSet useful = liveness.into(part);
      useful.and(held);
      float least = frequencies.of(part) * LEAST_READS;
      passedByPart.put(
          part.id(),
          useful.stream()
              .filter(local -> reads[local] > least)
              .boxed()
              .sorted(Comparator.comparingDouble(local -> -reads[local]))
              .limit(part.closed().isEmpty() ? MOST_PASSED : MOST_PASSED - 1)
              .sorted()
              .toList());
    }
  }

  private int from(SplitPlan.@Nullable Part self) {
    return self == null ? 0 : self.from();
  }

  private int to(SplitPlan.@Nullable Part self) {
    return self == null ? body.count() : self.to();
  }

  /** The instructions of a part, or of the function, that are in no inner part. */
  private List<Body.Range> ranges(SplitPlan.@Nullable Part self) {
    if (plan.isEmpty()) {
      return List.of(new Body.Range(from(self), to(self)));
    }
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

  /** The parts that a method calls. */
  private List<SplitPlan.Part> called(SplitPlan.@Nullable Part self) {
    if (plan.isEmpty()) {
      return List.of();
    }
    List<SplitPlan.Part> called = new ArrayList<>();
    for (int i = from(self); i < to(self); ) {
      SplitPlan.Part inner = plan.startingAt(i, self);
      if (inner == null) {
        i++;
      } else {
        called.add(inner);
        i = inner.to();
      }
    }
    return called;
  }

  /**
   * The locals that a method has in the array as well, if it holds them in JVM locals: the ones it
   * assigns and cases of a switch read or change, so that nothing is to do before a case, and the
   * same behind all of them.
   */
  BitSet through(SplitPlan.@Nullable Part self) {
    BitSet through = new BitSet();
    List<SplitPlan.Part> called = called(self);
    if (called.isEmpty()) {
      return through;
    }
    BitSet assigned = assigned(self);
    for (SplitPlan.Part inner : called) {
      if (inner.isCase()) {
        through.or(needed(inner, assigned));
        through.or(changed(inner));
      }
    }
    through.and(assigned);
    return through;
  }

  /** The locals that a method holds in JVM locals. */
  BitSet held(SplitPlan.@Nullable Part self) {
    return (BitSet)
        (self == null ? ownHeld : Objects.requireNonNull(heldByPart.get(self.id()))).clone();
  }

  /**
   * Whether a part is one of many cases of a switch in a loop, which share little but what C2 would
   * work out ahead of the switch, had it inlined them.
   */
  boolean isOneOfMany(SplitPlan.Part part) {
    return manyCases.get(part.id());
  }

  private void countCases(SplitPlan.@Nullable Part self) {
    List<SplitPlan.Part> cases = called(self).stream().filter(SplitPlan.Part::isCase).toList();
    if (cases.size() >= SplitPlanner.MANY_CASES) {
      cases.stream()
          .filter(part -> frequencies.isInLoop(part.from()))
          .forEach(part -> manyCases.set(part.id()));
    }
  }

  private BitSet choose(SplitPlan.@Nullable Part self) {
    BitSet held = new BitSet();
    if (plan.isEmpty()) {
      body.named(0, body.count(), held);
      return held;
    }
    BitSet assigned = assigned(self);
    BitSet through = through(self);
    float[] inArray = new float[locals];
    float[] writes = new float[locals];
    for (Body.Range range : ranges(self)) {
      for (int i = range.from(); i < range.to(); i++) {
        if (body.op(i).immediate() == Immediate.LOCAL) {
          inArray[body.index(i)] += frequencies.at(i);
          if (body.op(i) != Opcode.LOCAL_GET) {
            writes[body.index(i)] += frequencies.at(i);
          }
        }
      }
    }
    float[] moves = new float[locals];
    for (SplitPlan.Part inner : called(self)) {
      float often = frequencies.of(inner);
      BitSet before = needed(inner, assigned);
      before.andNot(through);
      count(before, moves, often);
      count(changed(inner), moves, often);
    }
    if (self != null) {
      float often = frequencies.of(self);
      count(liveness.into(self), moves, often);
      BitSet after = changed(self);
      after.andNot(through);
      count(after, moves, often);
    }
    for (int i = 0; i < locals; i++) {
      if (inArray[i] > moves[i] + (through.get(i) ? writes[i] : 0)) {
        held.set(i);
      }
    }
    return held;
  }

  private static void count(BitSet moved, float[] moves, float often) {
    moved.stream().forEach(local -> moves[local] += often);
  }
}

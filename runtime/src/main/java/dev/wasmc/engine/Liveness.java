package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which locals may still be read, at the places where parts of a split function begin, end, and
 * lead to.
 */
final class Liveness {
  /**
   * Steps for each instruction; beyond, with very deep nests of loops, all locals count as live.
   */
  private static final int MOST_STEPS = 60;

  /** For functions without parts. */
  static final Liveness NONE = new Liveness();

  private final Body body;
  private final BitSet interesting = new BitSet();
  private final Map<Integer, BitSet> before = new HashMap<>();
  private final Map<Integer, BitSet> labels = new HashMap<>();
  private final int locals;
  private long steps;

  private Liveness() {
    this(Body.EMPTY, 0);
  }

  private Liveness(Body body, int locals) {
    this.body = body;
    this.locals = locals;
    this.steps = (long) MOST_STEPS * body.count();
  }

  static Liveness of(Body body, int locals, SplitPlan plan) {
    Liveness liveness = new Liveness(body, locals);
    for (SplitPlan.Part part : plan.parts()) {
      liveness.interesting.set(part.from());
      liveness.interesting.set(part.to());
    }
    liveness.sequence(0, body.count(), new BitSet());
    return liveness;
  }

  private BitSet all() {
    BitSet all = new BitSet(locals);
    all.set(0, locals);
    return all;
  }

  /** Before the start of a part, or behind it. */
  private BitSet before(int at) {
    return steps < 0 ? all() : before.getOrDefault(at, new BitSet());
  }

  BitSet into(SplitPlan.Part part) {
    BitSet live = (BitSet) before(part.from()).clone();
    for (int block : part.closed()) {
      live.or(label(block));
    }
    return live;
  }

  /** Where a part may lead. */
  BitSet outOf(SplitPlan.Part part) {
    BitSet live = part.fallsThrough() ? (BitSet) before(part.to()).clone() : new BitSet();
    for (int target : part.exits()) {
      if (target != Body.FUNCTION) {
        live.or(at(target));
      }
    }
    return live;
  }

  /** Where a branch to a structured instruction leads. */
  BitSet at(int target) {
    return steps < 0 ? all() : label(target);
  }

  private BitSet label(int target) {
    return target == Body.FUNCTION
        ? new BitSet()
        : labels.computeIfAbsent(target, key -> new BitSet());
  }

  /** Changes what is live behind the range into what is live before it. */
  private void sequence(int from, int to, BitSet live) {
    for (int at = to - 1; at >= from; at--) {
      if (--steps < 0) {
        return;
      }
      if (interesting.get(at + 1)) {
        before.put(at + 1, (BitSet) live.clone());
      }
      Opcode op = body.op(at);
      switch (op) {
        case LOCAL_GET -> live.set(body.index(at));
        case LOCAL_SET, LOCAL_TEE -> live.clear(body.index(at));
        case RETURN, UNREACHABLE -> live.clear();
        case BR -> {
          live.clear();
          live.or(label(body.target(at, body.index(at))));
        }
        case BR_IF -> live.or(label(body.target(at, body.index(at))));
        case BR_TABLE -> {
          live.clear();
          for (int target : body.targets(at)) {
            live.or(label(target));
          }
        }
        case END -> {
          if (at != body.count() - 1) {
            at = structured(body.opener(at), at, live);
          }
        }
        default -> {}
      }
    }
    if (interesting.get(from)) {
      before.put(from, (BitSet) live.clone());
    }
  }

  /** Handles all between a structured instruction and its end, and gives the former. */
  private int structured(int opener, int end, BitSet live) {
    switch (body.op(opener)) {
      case LOOP -> {
        BitSet head = label(opener);
        BitSet behind = (BitSet) live.clone();
        while (true) {
          live.clear();
          live.or(behind);
          sequence(opener + 1, end, live);
          BitSet more = (BitSet) live.clone();
          more.andNot(head);
          if (more.isEmpty() || steps < 0) {
            break;
          }
          head.or(live);
        }
      }
      case IF -> {
        label(opener).or(live);
        int otherwise = body.otherwise(opener);
        BitSet other = (BitSet) live.clone();
        if (otherwise != end) {
          sequence(otherwise + 1, end, other);
        }
        sequence(opener + 1, otherwise, live);
        live.or(other);
      }
      default -> {
        label(opener).or(live);
        sequence(opener + 1, end, live);
      }
    }
    return opener;
  }
}

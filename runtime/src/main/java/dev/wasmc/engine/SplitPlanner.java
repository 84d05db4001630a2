package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses what to move out of a function that is too long for the JIT compiler.
 *
 * <p>From the inside out: where what is left of a sequence of instructions is still too long, runs
 * of them become parts, from the end on, so that the dispatch at the head of an interpreter's loop
 * stays in one method with the first cases.
 */
final class SplitPlanner {
  /** What a call of a part costs, and each local that it names. */
  private static final int CALL_BYTES = 40;

  private static final int LOCAL_BYTES = 8;

  /** How many times the cost of its call a part must take with it. */
  private static final double WORTHWHILE = 1.5;

  private final Body body;
  private final Heights heights;
  private final double scale;
  private final boolean exact;
  private final int target;
  private final int partLimit;
  private final SplitPlan plan = new SplitPlan();

  private SplitPlanner(Layout layout, Body body, double scale, int target) {
    this.body = body;
    this.heights = Heights.of(layout, body);
    this.scale = scale;
    this.exact = layout.exact;
    this.target = target;
    this.partLimit = target / 2;
  }

  /**
   * @param wholeBytes of the function as one method
   * @param target the bytes that a method should not exceed
   */
  static SplitPlan plan(Layout layout, Body body, int wholeBytes, int target) {
    SplitPlanner estimator = new SplitPlanner(layout, body, 1, target);
    double estimate = 0;
    for (int i = 0; i < body.count(); i++) {
      estimate += estimator.estimate(i);
    }
    SplitPlanner planner =
        new SplitPlanner(layout, body, wholeBytes / Math.max(1, estimate), target);
    planner.sequence(0, body.count());
    return planner.plan;
  }

  /** Bytes of bytecode, roughly; only the proportions matter. */
  private double estimate(int at) {
    Opcode op = body.op(at);
    double bytes =
        switch (op) {
          case LOCAL_GET, I32_CONST -> 2;
          case I64_CONST, F32_CONST, F64_CONST, LOCAL_SET -> 3;
          case LOCAL_TEE -> 4;
          case BLOCK, END, NOP, DROP -> 0.5;
          case LOOP -> 8;
          case IF, BR_IF, BR, ELSE -> 4;
          case BR_TABLE -> 12 + 4.0 * body.labels(at).length;
          case CALL -> 16;
          case CALL_INDIRECT -> 34;
          case SELECT, SELECT_T -> 9;
          default ->
              switch (op.immediate()) {
                case MEMARG -> exact ? 16 : 20;
                case NONE -> 2.5;
                default -> 6;
              };
        };
    return bytes * scale;
  }

  private record Unit(int from, int to, double bytes) {}

  /** Plans the instructions up to the end of a block, and says how long what stays of them is. */
  private double sequence(int from, int to) {
    List<Unit> units = new ArrayList<>();
    double total = 0;
    int at = from;
    while (at < to && heights.before(at) >= 0) {
      int start = at;
      double bytes = 0;
      do {
        bytes += item(at);
        at = next(at);
      } while (at < to && heights.before(at) > 0);
      units.add(new Unit(start, at, bytes));
      total += bytes;
    }
    if (total > target) {
      total = moveOut(units, total);
    }
    return total;
  }

  private int next(int at) {
    return isStructured(at) ? body.end(at) + 1 : at + 1;
  }

  private boolean isStructured(int at) {
    return switch (body.op(at)) {
      case BLOCK, LOOP, IF -> true;
      default -> false;
    };
  }

  private double item(int at) {
    if (!isStructured(at)) {
      return estimate(at);
    }
    int end = body.end(at);
    double bytes = estimate(at) + estimate(end);
    int otherwise = body.op(at) == Opcode.IF ? body.otherwise(at) : end;
    bytes += sequence(at + 1, otherwise);
    if (otherwise != end) {
      bytes += estimate(otherwise) + sequence(otherwise + 1, end);
    }
    return bytes;
  }

  private double moveOut(List<Unit> units, double total) {
    double left = total;
    List<Unit> stay = new ArrayList<>();
    int last = units.size() - 1;
    while (last >= 0 && left > target) {
      int first = last;
      double bytes = 0;
      while (first >= 0
          && bytes + units.get(first).bytes() <= partLimit
          && isMovable(units.get(first))) {
        bytes += units.get(first).bytes();
        first--;
      }
      if (first == last) {
        stay.add(units.get(last--));
        continue;
      }
      int from = units.get(first + 1).from();
      int to = units.get(last).to();
      double gain = bytes - callBytes(from, to);
      if (bytes > WORTHWHILE * (bytes - gain)) {
        add(from, to);
        left -= gain;
      }
      last = first;
    }
    for (Unit unit : stay) {
      double gain = unit.bytes() - callBytes(unit.from(), unit.to());
      if (left > target && unit.bytes() <= target && gain > unit.bytes() / 2 && isMovable(unit)) {
        add(unit.from(), unit.to());
        left -= gain;
      }
    }
    return left;
  }

  private double callBytes(int from, int to) {
    BitSet named = new BitSet();
    body.named(from, to, named);
    return CALL_BYTES + LOCAL_BYTES * named.cardinality();
  }

  private boolean isMovable(Unit unit) {
    if (heights.before(unit.from()) != 0 || heights.before(unit.to()) > 0) {
      return false;
    }
    if (unit.to() == body.count()) {
      return false;
    }
    for (int i = unit.from(); i < unit.to(); i++) {
      if (heights.before(i) >= 0) {
        for (int target : targets(i)) {
          if (isOutside(unit, target) && target != Body.FUNCTION && !heights.isBare(target)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean isOutside(Unit unit, int target) {
    return target < unit.from() || target >= unit.to();
  }

  private int[] targets(int at) {
    return switch (body.op(at)) {
      case BR, BR_IF -> new int[] {body.target(at, body.index(at))};
      case RETURN -> new int[] {Body.FUNCTION};
      case BR_TABLE -> {
        int[] targets = body.labels(at).clone();
        for (int i = 0; i < targets.length; i++) {
          targets[i] = body.target(at, targets[i]);
        }
        yield targets;
      }
      default -> new int[0];
    };
  }

  private void add(int from, int to) {
    Unit range = new Unit(from, to, 0);
    Set<Integer> exits = new LinkedHashSet<>();
    for (int i = from; i < to; i++) {
      if (heights.before(i) >= 0) {
        for (int target : targets(i)) {
          if (isOutside(range, target)) {
            exits.add(target);
          }
        }
      }
    }
    plan.add(from, to, List.copyOf(exits), heights.before(to) == 0);
  }
}

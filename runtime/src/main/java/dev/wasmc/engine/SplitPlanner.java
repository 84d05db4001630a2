package dev.wasmc.engine;

import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses what to move out of a function that is too long for the JIT compiler.
 *
 * <p>From the inside out: where what is left of a sequence of instructions is still too long, runs
 * of them become parts, from the end on. Of an interpreter's loop, the dispatch stays, and all
 * cases of any length are parts of their own.
 */
final class SplitPlanner {
  /** What a call of a part costs, and each local that it names. */
  static final int CALL_BYTES = 40;

  private static final int LOCAL_BYTES = 8;

  /** What the call of a part costs that is a case of a switch. */
  static final int CASE_BYTES = 16;

  /** Each target that any case comes back to costs something, too. */
  private static final int MOST_EXITS = 24;

  /** What each further entry of a part costs. */
  private static final int ENTRY_BYTES = 2;

  private static final int BYTE_ACCESS = 20;

  /** As bytes, though it is not longer, since compilers inline more for it. */
  private static final int ACCESS = 44;

  /** How much of the code of cases may stay. */
  private static final double MOST_STAYS = 2.0 / 3;

  /**
   * How much of what may stay a switch may take with its cases: the rest is for the loop around it,
   * which should not be moved out with the calls of other parts.
   */
  private static final double SWITCH_SHARE = 0.7;

  /**
   * Likewise where there are many cases; they are moved out one by one. C2 works out ahead of the
   * switch what several cases in the same method need, and then has no registers left.
   */
  private static final double CASES_SHARE = 0.2;

  /** Fewer cases of a switch may as well be compiled together. */
  static final int MANY_CASES = 16;

  /** How much the calls of cases may take before neighbours are called together. */
  private static final double CALLS_SHARE = 0.9;

  /** How many times the cost of its call a part must take with it. */
  private static final double WORTHWHILE = 1.5;

  private final Body body;
  private final Heights heights;
  private final double scale;
  private final int target;
  private final int partLimit;
  private final SplitPlan plan = new SplitPlan();

  /** The {@code br_table} with many targets. */
  private final BitSet switches = new BitSet();

  /** The first and the last instruction with each local. */
  private final int[] firstNamed;

  private final int[] lastNamed;

  private SplitPlanner(
      Layout layout, int function, Flattener.Flat source, double scale, int target, int partLimit) {
    this.body = source.body();
    this.heights = Heights.of(layout, function, source);
    this.scale = scale;
    this.target = target;
    this.partLimit = partLimit;
    this.firstNamed = new int[source.localTypes().size()];
    this.lastNamed = new int[firstNamed.length];
    for (int i = 0; i < body.count(); i++) {
      if (body.op(i).immediate() == Immediate.LOCAL) {
        lastNamed[body.index(i)] = i;
      }
    }
    for (int i = body.count() - 1; i >= 0; i--) {
      if (body.op(i).immediate() == Immediate.LOCAL) {
        firstNamed[body.index(i)] = i;
      }
    }
    findSwitches();
  }

  private void findSwitches() {
    for (int at = 0; at < body.count(); at++) {
      if (body.op(at) == Opcode.BR_TABLE) {
        switches.set(at, Arrays.stream(body.targets(at)).distinct().count() >= MANY_CASES);
      }
    }
  }

  /**
   * @param wholeBytes of the function as one method; 0 where that is not known
   * @param target the bytes that should be left of what is split
   * @param partLimit the bytes that a part should not exceed
   */
  static SplitPlan plan(
      Layout layout,
      int function,
      Flattener.Flat source,
      int wholeBytes,
      int target,
      int partLimit) {
    Body body = source.body();
    double estimate = 0;
    for (int i = 0; i < body.count(); i++) {
      estimate += estimate(body, i);
    }
    SplitPlanner planner =
        new SplitPlanner(
            layout,
            function,
            source,
            wholeBytes == 0 ? 1 : wholeBytes / Math.max(1, estimate),
            target,
            partLimit);
    planner.sequence(0, body.count());
    planner.number();
    return planner.plan;
  }

  private void number() {
    Set<Integer> others = new HashSet<>();
    for (int at = 0; at < body.count(); at++) {
      if (body.op(at) == Opcode.BR_TABLE && BranchTable.isLong(body.labels(at).length)) {
        for (int target : targets(at)) {
          others.add(target);
        }
      }
    }
    plan.number(others);
  }

  /** Bytes of bytecode, roughly; only the proportions matter. */
  static double estimate(Body body, int at) {
    Opcode op = body.op(at);
    return switch (op) {
      case LOCAL_GET, I32_CONST -> 2;
      case I64_CONST, F32_CONST, F64_CONST, LOCAL_SET -> 3;
      case LOCAL_TEE -> 4;
      case BLOCK, END, NOP, DROP -> 0.5;
      case LOOP -> 8;
      case IF, BR_IF, BR, ELSE -> 4;
      case BR_TABLE -> branchTable(body.labels(at));
      case CALL -> 16;
      case CALL_INDIRECT -> 34;
      case SELECT, SELECT_T -> 9;
      default ->
          switch (op.immediate()) {
            case MEMARG -> isOfBytes(op) ? BYTE_ACCESS : ACCESS;
            case NONE -> 2.5;
            default -> 6;
          };
    };
  }

  private static boolean isOfBytes(Opcode op) {
    return op.naturalAlignment() == 0;
  }

  private double estimate(int at) {
    return estimate(body, at) * scale;
  }

  private static double branchTable(int[] labels) {
    return 16
        + (BranchTable.isLong(labels.length)
            ? 8.0 * Arrays.stream(labels).distinct().count()
            : 4.0 * labels.length);
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
    List<Unit> rest = units;
    while (total > target) {
      List<Unit> left = moveOut(rest, total);
      if (left.size() == rest.size()) {
        total = moveSingly(rest, total);
        break;
      }
      rest = left;
      total = bytes(left);
    }
    return total;
  }

  private static double bytes(List<Unit> units) {
    double total = 0;
    for (Unit unit : units) {
      total += unit.bytes();
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
    if (isLink(at)) {
      return chain(at);
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

  /** Whether a block starts with a block, so that there is code between their ends. */
  private boolean isLink(int at) {
    return isBareBlock(at) && isBareBlock(at + 1);
  }

  private boolean isBareBlock(int at) {
    return body.op(at) == Opcode.BLOCK && heights.before(at) == 0 && heights.isBare(at);
  }

  /**
   * Blocks that start with each other, as a switch is written: the innermost dispatches, and the
   * code of the cases stands between the ends. That becomes a few parts with an entry for each
   * case.
   */
  private double chain(int outermost) {
    List<Integer> blocks = new ArrayList<>();
    int at = outermost;
    blocks.add(at);
    while (isLink(at)) {
      blocks.add(++at);
    }
    // The range between the ends of block i + 1 and block i is the code of case i.
    int count = blocks.size() - 1;
    int innermost = blocks.get(count);
    double dispatch = sequence(innermost + 1, body.end(innermost));
    List<Cases> cases = new ArrayList<>();
    double total = dispatch;
    for (int i = count - 1; i >= 0; i--) {
      double bytes = sequence(caseStart(blocks, i), body.end(blocks.get(i))) + 1;
      cases.add(new Cases(i, i + 1, bytes));
      total += bytes;
    }
    cases = cases.reversed();
    int nextSwitch = switches.nextSetBit(innermost);
    boolean many = nextSwitch >= 0 && nextSwitch < body.end(innermost);
    double most = (many ? CASES_SHARE : SWITCH_SHARE) * target;
    if (total <= most) {
      return total;
    }
    cases = moveCases(blocks, cases, total, most, true);
    total = dispatch + bytesOf(cases);
    while (total > CALLS_SHARE * target) {
      cases = moveCases(blocks, cases, total, CALLS_SHARE * target, false);
      double left = dispatch + bytesOf(cases);
      if (left >= total) {
        break;
      }
      total = left;
    }
    return total;
  }

  /**
   * What stays of the code of some blocks of a chain.
   *
   * @param outer the first block
   * @param behindInner the one behind the last
   */
  private record Cases(int outer, int behindInner, double bytes) {}

  private static double bytesOf(List<Cases> cases) {
    double total = 0;
    for (Cases some : cases) {
      total += some.bytes();
    }
    return total;
  }

  private int caseStart(List<Integer> blocks, int i) {
    return body.end(blocks.get(i + 1)) + 1;
  }

  /** Moves neighbours out, from outer ones to inner ones, until little enough is left. */
  private List<Cases> moveCases(
      List<Integer> blocks, List<Cases> cases, double total, double most, boolean single) {
    List<Cases> rest = new ArrayList<>();
    double left = total;
    int first = 0;
    while (first < cases.size() && left > most) {
      int next = first;
      double sum = 0;
      while (next < cases.size()
          && (sum == 0 || (!single && sum + cases.get(next).bytes() <= partLimit))
          && cases.get(next).bytes() <= Math.max(target, partLimit)) {
        sum += cases.get(next++).bytes();
      }
      if (next == first) {
        rest.add(cases.get(first++));
        continue;
      }
      Cases some = new Cases(cases.get(first).outer(), cases.get(next - 1).behindInner(), sum);
      double stays = moveCases(blocks, some);
      if (stays < sum) {
        rest.add(new Cases(some.outer(), some.behindInner(), stays));
        left -= sum - stays;
      } else {
        rest.addAll(cases.subList(first, next));
      }
      first = next;
    }
    rest.addAll(cases.subList(first, cases.size()));
    return rest;
  }

  /** Moves the code of some blocks out, if that is worth it; gives what stays. */
  private double moveCases(List<Integer> blocks, Cases cases) {
    int from = caseStart(blocks, cases.behindInner() - 1);
    int to = body.end(blocks.get(cases.outer()));
    Set<Integer> exits = exits(from, to);
    boolean comesBack = canComeBack(exits);
    double stays =
        (comesBack ? CASE_BYTES : callBytes(from, to))
            + ENTRY_BYTES * (cases.behindInner() - cases.outer());
    Unit range = new Unit(from, to, cases.bytes());
    if (stays > cases.bytes() * MOST_STAYS || plan.isPart(from, to) || !isMovable(range)) {
      return cases.bytes();
    }
    add(
        from,
        to,
        exits,
        List.copyOf(blocks.subList(cases.outer() + 1, cases.behindInner()).reversed()),
        comesBack);
    return stays;
  }

  /** Moves runs of neighbours out until little enough is left; gives what is left. */
  private List<Unit> moveOut(List<Unit> units, double total) {
    double left = total;
    List<Unit> rest = new ArrayList<>();
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
      if (last - first < 2) {
        rest.add(units.get(last--));
        continue;
      }
      int from = units.get(first + 1).from();
      int to = units.get(last).to();
      double call = callBytes(from, to);
      if (bytes > WORTHWHILE * call) {
        add(from, to);
        left -= bytes - call;
        rest.add(new Unit(from, to, call));
      } else {
        rest.addAll(units.subList(first + 1, last + 1).reversed());
      }
      last = first;
    }
    rest.addAll(units.subList(0, last + 1).reversed());
    return rest.reversed();
  }

  /** Moves units out that are large by themselves; gives the bytes that are left. */
  private double moveSingly(List<Unit> units, double total) {
    double left = total;
    for (Unit unit : units.reversed()) {
      if (left <= target || unit.bytes() > Math.max(target, partLimit)) {
        continue;
      }
      double gain = unit.bytes() - callBytes(unit.from(), unit.to());
      if (gain > unit.bytes() / 2 && isMovable(unit)) {
        add(unit.from(), unit.to());
        left -= gain;
      }
    }
    return left;
  }

  private double callBytes(int from, int to) {
    BitSet named = new BitSet();
    body.named(from, to, named);
    long shared =
        named.stream().filter(local -> firstNamed[local] < from || lastNamed[local] >= to).count();
    return CALL_BYTES + LOCAL_BYTES * shared;
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
          if (isOutside(unit, target) && target != Body.FUNCTION && !heights.isAtBottom(target)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** A block that ends in the unit is inside even where it starts before. */
  private boolean isOutside(Unit unit, int target) {
    if (target == Body.FUNCTION) {
      return true;
    }
    boolean startsInside = target >= unit.from() && target < unit.to();
    int end = body.end(target);
    return !startsInside && (end < unit.from() || end >= unit.to());
  }

  private int[] targets(int at) {
    return switch (body.op(at)) {
      case BR, BR_IF -> new int[] {body.target(at, body.index(at))};
      case RETURN -> new int[] {Body.FUNCTION};
      case BR_TABLE -> body.targets(at);
      default -> new int[0];
    };
  }

  /** Where branches out of a range lead. */
  private Set<Integer> exits(int from, int to) {
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
    return exits;
  }

  private void add(int from, int to) {
    add(from, to, exits(from, to), List.of(), false);
  }

  private void add(int from, int to, Set<Integer> exits, List<Integer> closed, boolean comesBack) {
    boolean ends = heights.before(to) == 0;
    if (ends && comesBack) {
      exits.add(body.opener(to));
    }
    plan.add(
        new SplitPlan.Part(
            plan.parts().size(),
            from,
            to,
            List.copyOf(exits),
            ends && !comesBack,
            closed,
            comesBack));
  }

  /** Whether a case may come back to places that it shares with others. */
  private boolean canComeBack(Set<Integer> exits) {
    return exits.size() <= MOST_EXITS && exits.stream().noneMatch(this::isLoopWithParameters);
  }

  private boolean isLoopWithParameters(int target) {
    return target != Body.FUNCTION
        && body.op(target) == Opcode.LOOP
        && body.blockType(target) instanceof BlockType.Function;
  }
}

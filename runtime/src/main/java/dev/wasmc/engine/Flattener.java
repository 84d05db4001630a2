package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a function so that its operand stack is empty often enough to be cut into parts:
 * operands below a long structured instruction, and now and then all operands in long code without
 * any, are kept in new locals until an instruction needs them.
 *
 * <p>Within a structured instruction the operands in locals are always the lowest.
 */
final class Flattener implements Heights.Visitor {
  /** As many operands on the JVM's stack, and any others, are put into locals soon. */
  private static final int MANY_OPERANDS = 48;

  private final Body body;
  private final Heights heights;
  private final int piece;
  private final double[] bytesBefore;
  private final List<JvmType> localTypes;
  private final Map<Integer, Map<JvmType, Integer>> localsByHeight = new HashMap<>();
  private final Body flat = Body.empty();
  private final Deque<Enclosing> enclosing = new ArrayDeque<>();

  /** The local of each operand that is in one, by its height. */
  private int[] locals = new int[16];

  /** The operands below this height are in locals, as far as they belong to the innermost block. */
  private int kept;

  /** Whether operands outside of the innermost block are not in locals. */
  private boolean covered;

  /** Where the stack was last empty. */
  private int lastEmpty;

  /** The next instruction to append. */
  private int next;

  /** What was true outside of a structured instruction. */
  private record Enclosing(int kept, boolean covered) {}

  private Flattener(Layout layout, int function, Flat source, int piece) {
    this.body = source.body();
    this.heights = Heights.of(layout, function, source);
    this.localTypes = new ArrayList<>(source.localTypes());
    this.piece = piece;
    this.bytesBefore = new double[body.count() + 1];
    for (int i = 0; i < body.count(); i++) {
      bytesBefore[i + 1] = bytesBefore[i] + SplitPlanner.estimate(body, i);
    }
  }

  /** A body and the locals it uses. */
  record Flat(Body body, List<JvmType> localTypes) {
    Flat {
      localTypes = List.copyOf(localTypes);
    }

    JvmType[] types() {
      return localTypes.toArray(new JvmType[0]);
    }
  }

  /**
   * @param piece how many bytes of bytecode, roughly, may be left between two places where the
   *     stack is empty
   */
  static Flat flatten(Layout layout, int function, Flat source, int piece) {
    Flattener flattener = new Flattener(layout, function, source, piece);
    Heights.of(layout, function, source, flattener);
    flattener.unreachable(source.body().count());
    return new Flat(flattener.flat, flattener.localTypes);
  }

  @Override
  public void before(int at, List<JvmType> stack) {
    unreachable(at);
    int needs = heights.needs(at);
    boolean starts = isStructured(at);
    if (starts && kept < heights.base(at) && bytes(at, body.end(at)) > piece
        || isCut(at, stack.size() - kept, needs)) {
      keep(stack);
    }
    if (!covered && kept == stack.size()) {
      lastEmpty = at;
    }
    if (stack.size() - needs < kept) {
      keep(stack);
      kept = stack.size() - needs;
      for (int i = kept; i < stack.size(); i++) {
        flat.appendLocal(Opcode.LOCAL_GET, locals[i]);
      }
    }
    append(at);
  }

  /** Appends instructions that cannot be reached. */
  private void unreachable(int to) {
    while (next < to) {
      append(next);
    }
  }

  private void append(int at) {
    flat.append(body, at);
    next = at + 1;
    switch (body.op(at)) {
      case BLOCK, LOOP, IF -> {
        enclosing.push(new Enclosing(kept, covered));
        covered |= kept < heights.base(at);
        kept = heights.base(at);
      }
      case ELSE -> kept = heights.base(body.opener(at));
      case END -> {
        if (!enclosing.isEmpty()) {
          Enclosing outside = enclosing.pop();
          kept = outside.kept();
          covered = outside.covered();
        }
      }
      default -> {}
    }
  }

  private boolean isStructured(int at) {
    return switch (body.op(at)) {
      case BLOCK, LOOP, IF -> true;
      default -> false;
    };
  }

  private double bytes(int from, int to) {
    return bytesBefore[to] - bytesBefore[from];
  }

  /** Best before an instruction that needs no operands, and few of them are there. */
  private boolean isCut(int at, int operands, int needs) {
    if (operands == 0 || covered) {
      return false;
    }
    double since = bytes(lastEmpty, at) / piece;
    if (operands > MANY_OPERANDS) {
      return since > 0.2;
    }
    return needs == 0 ? since > 0.5 && operands <= 2 || since > 1 && operands <= 8 : since > 2;
  }

  /** Takes all operands into locals. */
  private void keep(List<JvmType> stack) {
    if (stack.size() > locals.length) {
      locals = Arrays.copyOf(locals, stack.size() * 2);
    }
    for (int i = stack.size() - 1; i >= kept; i--) {
      locals[i] = local(i, stack.get(i));
      flat.appendLocal(Opcode.LOCAL_SET, locals[i]);
    }
    kept = stack.size();
  }

  /** Operands of one height are never needed at the same time. */
  private int local(int height, JvmType type) {
    return localsByHeight
        .computeIfAbsent(height, key -> new EnumMap<>(JvmType.class))
        .computeIfAbsent(
            type,
            key -> {
              localTypes.add(type);
              return localTypes.size() - 1;
            });
  }
}

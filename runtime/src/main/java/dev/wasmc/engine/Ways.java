package dev.wasmc.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The places where a method goes on after a number on top of the JVM's stack. Neighbouring numbers
 * that lead to the same place cost no more than one.
 */
final class Ways {
  /** Fewer runs of numbers are told apart by comparisons. */
  private static final int LEAST_SWITCHED = 5;

  private static final int COMPARISON_BYTES = 9;
  private static final int SWITCH_BYTES = 16;

  private record Run(int first, Label label) {}

  private final Code code;

  /** What is below the number. */
  private final Object[] below;

  private final SortedMap<Integer, Label> labels = new TreeMap<>();

  /** The code of places that is written here; the number is gone. */
  private final Map<Label, Runnable> stubs = new LinkedHashMap<>();

  private final Map<Object, Label> shared = new HashMap<>();

  /** Labels elsewhere that are reached without the number. */
  private final Set<Label> plain = new LinkedHashSet<>();

  private @Nullable Label behind;
  private boolean keeps;

  Ways(Code code, Object... below) {
    this.code = code;
    this.below = below.clone();
  }

  /** A label that expects the number. */
  void keeping(int number, Label label) {
    labels.put(number, label);
    keeps = true;
  }

  /** A label that does not expect it. */
  void jump(int number, Label label) {
    labels.put(number, label);
    plain.add(label);
  }

  /**
   * Code that does not go on behind itself.
   *
   * @param key equal for the same code
   */
  void stub(int number, Object key, Runnable written) {
    Label label = shared.computeIfAbsent(key, any -> new Label());
    labels.put(number, label);
    stubs.put(label, written);
  }

  /** The number 0 goes on behind what {@link #emit} writes. */
  void behind() {
    Label label = new Label();
    labels.put(0, label);
    behind = label;
  }

  void emit() {
    List<Run> runs = runs();
    int span = labels.lastKey() - labels.firstKey() + 1;
    boolean switched =
        runs.size() >= LEAST_SWITCHED
            && SWITCH_BYTES + 4L * span <= (long) COMPARISON_BYTES * runs.size();
    boolean held = keeps || (!switched && runs.size() > 2);
    if (held) {
      release();
      runs = runs();
    }
    if (!held && !switched) {
      few(runs);
    } else if (switched) {
      if (keeps) {
        code.dup();
      }
      table(runs, span);
    } else {
      compare(runs, 0, runs.size(), true);
    }
    writeStubs(held);
  }

  /**
   * Likewise as one switch, whatever that takes. Numbers count from 0; larger ones, and negative
   * ones, go where the last does.
   */
  void emitTable() {
    List<Run> runs = runs();
    if (runs.size() == 1) {
      few(runs);
    } else {
      table(runs, labels.size() - 1);
    }
    writeStubs(false);
  }

  /** Makes all labels ones that are reached with the number. */
  private void release() {
    Map<Label, Label> released = new HashMap<>();
    for (Label label : plain) {
      Label stub = new Label();
      stubs.put(stub, () -> code.jump(Opcodes.GOTO, label));
      released.put(label, stub);
    }
    labels.replaceAll((number, label) -> released.getOrDefault(label, label));
  }

  private void writeStubs(boolean held) {
    while (!stubs.isEmpty()) {
      write(stubs.keySet().iterator().next(), held);
    }
    if (behind != null) {
      code.label(behind, types(held));
      if (held) {
        code.drop();
      }
    }
  }

  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    labels.forEach((number, label) -> {
      if (runs.isEmpty() || runs.getLast().label() != label) {
        runs.add(new Run(number, label));
      }
    });
    return runs;
  }

  private Object[] types(boolean held) {
    if (!held) {
      return below;
    }
    Object[] types = Arrays.copyOf(below, below.length + 1);
    types[below.length] = Opcodes.INTEGER;
    return types;
  }

  private void write(Label label, boolean held) {
    Runnable written = stubs.remove(label);
    code.label(label, types(held));
    if (held) {
      code.drop();
    }
    if (written != null) {
      written.run();
    }
  }

  private void few(List<Run> runs) {
    if (runs.size() == 1) {
      code.drop();
      go(runs.getFirst().label(), false);
      return;
    }
    Run second = runs.get(1);
    jumpBelow(second.first(), runs.getFirst().label());
    go(second.label(), false);
  }

  /**
   * Takes the number. Never two comparisons of one number: a number is often 0 on one of the ways
   * on which it comes, and there HotSpot's C2 may fold the two and then resume with that 0
   * (JDK-8376400, in releases of JDK 25 before the middle of 2026). No number is so large that this
   * overflows.
   */
  private void jumpBelow(int bound, Label label) {
    if (bound == 1) {
      code.jump(Opcodes.IFEQ, label);
    } else {
      code.iconst(bound);
      code.insn(Opcodes.ISUB);
      code.jump(Opcodes.IFLT, label);
    }
  }

  private void table(List<Run> runs, int span) {
    int least = labels.firstKey();
    Label[] table = new Label[span];
    int run = 0;
    for (int i = 0; i < span; i++) {
      if (run + 1 < runs.size() && runs.get(run + 1).first() <= least + i) {
        run++;
      }
      table[i] = runs.get(run).label();
    }
    code.tableSwitch(least, table, runs.getLast().label());
  }

  private void compare(List<Run> runs, int from, int to, boolean last) {
    if (to - from == 1) {
      Label label = runs.get(from).label();
      if (!last || label != behind || !stubs.isEmpty()) {
        go(label, true);
      }
      return;
    }
    int middle = (from + to) >>> 1;
    Label lower = new Label();
    code.dup();
    jumpBelow(runs.get(middle).first(), lower);
    compare(runs, middle, to, false);
    code.label(lower, types(true));
    compare(runs, from, middle, last);
  }

  private void go(Label label, boolean held) {
    if (stubs.containsKey(label)) {
      write(label, held);
    } else {
      code.jump(Opcodes.GOTO, label);
    }
  }
}

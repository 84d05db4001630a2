package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The operand stack of a valid function: how many operands there are before each instruction, -1
 * where the instruction cannot be reached.
 */
final class Heights {
  /** What looks at the operands before each instruction that can be reached. */
  interface Visitor {
    /**
     * @param stack the types, the lowest first; valid during the call
     */
    void before(int at, List<JvmType> stack);
  }

  private final Layout layout;
  private final Body body;
  private final JvmType[] localTypes;
  private final int[] before;

  /** Of a structured instruction: the height at its label. */
  private final int[] base;

  private final boolean[] used;
  private final int[] needs;
  private final int results;
  private final Visitor visitor;
  private final List<JvmType> stack = new ArrayList<>();
  private final List<JvmType> shown = Collections.unmodifiableList(stack);
  private int lowest;
  private boolean live = true;

  private Heights(Layout layout, int function, Flattener.Flat source, Visitor visitor) {
    this.results = layout.signature(function).results.length;
    this.layout = layout;
    this.body = source.body();
    this.localTypes = source.types();
    this.visitor = visitor;
    int count = body.count();
    needs = new int[count];
    before = new int[count + 1];
    base = new int[count];
    used = new boolean[count];
    Arrays.fill(before, -1);
  }

  static Heights of(Layout layout, int function, Flattener.Flat source) {
    return of(layout, function, source, (at, stack) -> {});
  }

  static Heights of(Layout layout, int function, Flattener.Flat source, Visitor visitor) {
    Heights heights = new Heights(layout, function, source, visitor);
    heights.compute();
    return heights;
  }

  int before(int at) {
    return before[at];
  }

  /** Whether nothing is below what a branch to a structured instruction carries. */
  boolean isAtBottom(int target) {
    return base[target] == 0;
  }

  /** Whether a branch to a structured instruction is a plain jump when the stack is empty. */
  boolean isBare(int target) {
    return base[target] == 0 && layout.carried(body, target).length == 0;
  }

  /** How many operands an instruction that can be reached takes or passes on. */
  int needs(int at) {
    return needs[at];
  }

  /** The height below the parameters of a structured instruction that can be reached. */
  int base(int at) {
    return base[at];
  }

  private void compute() {
    for (int at = 0; at < body.count(); at++) {
      Opcode op = body.op(at);
      if (!live && op != Opcode.ELSE && op != Opcode.END) {
        if (op == Opcode.BLOCK || op == Opcode.LOOP || op == Opcode.IF) {
          at = body.end(at);
        }
        continue;
      }
      if (live) {
        before[at] = stack.size();
        lowest = stack.size();
        visitor.before(at, shown);
        step(at, op);
        needs[at] = Math.max(passesOn(at, op), before[at] - lowest);
      } else {
        step(at, op);
      }
    }
    before[body.count()] = -1;
  }

  /** Operands that an instruction needs on the stack without changing them. */
  private int passesOn(int at, Opcode op) {
    return switch (op) {
      case LOCAL_TEE -> 1;
      case SELECT, SELECT_T -> 3;
      case BLOCK, LOOP, IF -> before[at] - base[at];
      case BR -> carried(at, body.index(at));
      case BR_IF -> 1 + carried(at, body.index(at));
      case BR_TABLE -> 1 + carried(at, body.labels(at)[0]);
      case ELSE -> layout.results(body.blockType(body.opener(at))).length;
      case END ->
          at == body.count() - 1
              ? before[at]
              : layout.results(body.blockType(body.opener(at))).length;
      case RETURN -> results;
      default -> 0;
    };
  }

  private int carried(int at, int depth) {
    int target = body.target(at, depth);
    return target == Body.FUNCTION ? results : layout.carried(body, target).length;
  }

  private void step(int at, Opcode op) {
    switch (op) {
      case BLOCK, LOOP, IF -> open(at, op);
      case ELSE -> {
        int opener = body.opener(at);
        used[opener] |= live;
        meet(opener, layout.params(body.blockType(opener)));
      }
      case END -> end(at);
      case BR -> {
        use(body.target(at, body.index(at)));
        live = false;
      }
      case BR_IF -> {
        use(body.target(at, body.index(at)));
        pop(1);
      }
      case BR_TABLE -> {
        for (int target : body.targets(at)) {
          use(target);
        }
        live = false;
      }
      case RETURN, UNREACHABLE -> live = false;
      default -> value(at, op);
    }
  }

  private void open(int at, Opcode op) {
    if (op == Opcode.IF) {
      pop(1);
    }
    base[at] = stack.size() - layout.params(body.blockType(at)).length;
  }

  private void end(int at) {
    if (at == body.count() - 1) {
      live = false;
      return;
    }
    int opener = body.opener(at);
    boolean noElse = body.op(opener) == Opcode.IF && body.otherwise(opener) == at;
    live |= noElse || (used[opener] && body.op(opener) != Opcode.LOOP);
    if (live) {
      meet(opener, layout.results(body.blockType(opener)));
    }
  }

  private void meet(int opener, JvmType[] types) {
    live = true;
    pop(stack.size() - base[opener]);
    push(types);
  }

  private void use(int target) {
    if (target != Body.FUNCTION) {
      used[target] = true;
    }
  }

  private void pop(int count) {
    for (int i = 0; i < count; i++) {
      stack.removeLast();
    }
    lowest = Math.min(lowest, stack.size());
  }

  private void push(JvmType... types) {
    stack.addAll(Arrays.asList(types));
  }

  private void value(int at, Opcode op) {
    int index = body.index(at);
    switch (op) {
      case NOP, LOCAL_TEE, DATA_DROP, ELEM_DROP -> {}
      case LOCAL_GET -> push(localTypes[index]);
      case GLOBAL_GET -> push(layout.globalType(index));
      case REF_NULL -> push(JvmType.of(body.valTypes(at).getFirst()));
      case REF_FUNC -> push(JvmType.FUNCTION);
      case TABLE_SIZE -> push(JvmType.INT);
      case REF_IS_NULL -> {
        pop(1);
        push(JvmType.INT);
      }
      case TABLE_GET -> {
        pop(1);
        push(JvmType.of(layout.valid.tables().get(index).element()));
      }
      case TABLE_GROW -> {
        pop(2);
        push(JvmType.INT);
      }
      case LOCAL_SET, GLOBAL_SET, DROP -> pop(1);
      case SELECT, SELECT_T, TABLE_SET -> pop(2);
      case TABLE_INIT, TABLE_COPY, TABLE_FILL -> pop(3);
      case CALL -> call(layout.signature(index));
      case CALL_INDIRECT -> {
        pop(1);
        call(layout.typeSignature(index));
      }
      default -> computed(op);
    }
  }

  private void computed(Opcode op) {
    String signature = op.signature();
    if (signature == null) {
      throw new UntranslatableException("the instruction " + op.mnemonic() + " is not supported");
    }
    int colon = signature.indexOf(':');
    pop(colon);
    for (int i = colon + 1; i < signature.length(); i++) {
      push(JvmType.ofLetter(signature.charAt(i)));
    }
  }

  private void call(Signature signature) {
    pop(signature.params.length);
    push(signature.results);
  }
}

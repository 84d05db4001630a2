package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operand stack of a valid function: how many operands there are before each instruction, -1
 * where the instruction cannot be reached, and their types where long structured instructions
 * start.
 */
final class Heights {
  /** Shorter structured instructions are moved out with the values below them, if at all. */
  private static final int LONG = 64;

  private final Layout layout;
  private final Body body;
  private final JvmType[] localTypes;
  private final int[] before;

  /** Of a structured instruction: the height at its label. */
  private final int[] base;

  private final boolean[] used;
  private final Map<Integer, JvmType[]> crossed = new LinkedHashMap<>();
  private final List<JvmType> stack = new ArrayList<>();
  private boolean live = true;

  private Heights(Layout layout, Body body, JvmType[] localTypes) {
    this.layout = layout;
    this.body = body;
    this.localTypes = localTypes;
    int count = body.count();
    before = new int[count + 1];
    base = new int[count];
    used = new boolean[count];
    Arrays.fill(before, -1);
  }

  static Heights of(Layout layout, Body body, JvmType[] localTypes) {
    Heights heights = new Heights(layout, body, localTypes);
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

  /**
   * The long structured instructions with operands below their own, and all operands there since
   * the next one outside started, but for the condition of an {@code if}.
   */
  Map<Integer, JvmType[]> crossed() {
    return crossed;
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
      }
      step(at, op);
    }
    before[body.count()] = -1;
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
        use(at, body.index(at));
        live = false;
      }
      case BR_IF -> {
        use(at, body.index(at));
        pop(1);
      }
      case BR_TABLE -> {
        for (int depth : body.labels(at)) {
          use(at, depth);
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
    int outside = body.parent(at) == Body.FUNCTION ? 0 : base[body.parent(at)];
    if (base[at] > outside && body.end(at) - at > LONG) {
      crossed.put(at, stack.subList(outside, stack.size()).toArray(new JvmType[0]));
    }
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

  private void use(int at, int depth) {
    int target = body.target(at, depth);
    if (target != Body.FUNCTION) {
      used[target] = true;
    }
  }

  private void pop(int count) {
    for (int i = 0; i < count; i++) {
      stack.removeLast();
    }
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

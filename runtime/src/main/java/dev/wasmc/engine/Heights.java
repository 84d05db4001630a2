package dev.wasmc.engine;

import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.Opcode;
import java.util.Arrays;

/**
 * How many operands are on the stack before each instruction of a valid function; -1 where the
 * instruction cannot be reached.
 */
final class Heights {
  private final Layout layout;
  private final Body body;
  private final int[] before;

  /** Of a structured instruction: the height at its label, and what a branch to it carries. */
  private final int[] base;

  private final int[] carried;
  private final int[] results;
  private final boolean[] used;

  private Heights(Layout layout, Body body) {
    this.layout = layout;
    this.body = body;
    int count = body.count();
    before = new int[count + 1];
    base = new int[count];
    carried = new int[count];
    results = new int[count];
    used = new boolean[count];
    Arrays.fill(before, -1);
  }

  static Heights of(Layout layout, Body body) {
    Heights heights = new Heights(layout, body);
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
    return base[target] == 0 && carried[target] == 0;
  }

  private void compute() {
    int height = 0;
    for (int at = 0; at < body.count(); at++) {
      Opcode op = body.op(at);
      if (height < 0 && op != Opcode.ELSE && op != Opcode.END) {
        if (op == Opcode.BLOCK || op == Opcode.LOOP || op == Opcode.IF) {
          at = body.end(at);
        }
        continue;
      }
      before[at] = height;
      height = after(at, op, height);
    }
    before[body.count()] = height;
  }

  private int after(int at, Opcode op, int height) {
    return switch (op) {
      case BLOCK, LOOP, IF -> {
        BlockType type = body.blockType(at);
        int inside = op == Opcode.IF ? height - 1 : height;
        base[at] = inside - params(type);
        results[at] = results(type);
        carried[at] = op == Opcode.LOOP ? params(type) : results(type);
        yield inside;
      }
      case ELSE -> {
        int opener = opener(at);
        used[opener] |= height >= 0;
        yield base[opener] + params(body.blockType(opener));
      }
      case END -> {
        if (at == body.count() - 1) {
          yield -1;
        }
        int opener = opener(at);
        boolean noElse = body.op(opener) == Opcode.IF && body.otherwise(opener) == at;
        boolean reached = height >= 0 || noElse || (used[opener] && body.op(opener) != Opcode.LOOP);
        yield reached ? base[opener] + results[opener] : -1;
      }
      case BR -> {
        use(at, body.index(at));
        yield -1;
      }
      case BR_IF -> {
        use(at, body.index(at));
        yield height - 1;
      }
      case BR_TABLE -> {
        for (int depth : body.labels(at)) {
          use(at, depth);
        }
        yield -1;
      }
      case RETURN, UNREACHABLE -> {
        yield -1;
      }
      default -> {
        yield height + change(at, op);
      }
    };
  }

  private void use(int at, int depth) {
    int target = body.target(at, depth);
    if (target != Body.FUNCTION) {
      used[target] = true;
    }
  }

  private int opener(int at) {
    return body.opener(at);
  }

  private int params(BlockType type) {
    return type instanceof BlockType.Function(int index)
        ? layout.types().get(index).params().size()
        : 0;
  }

  private int results(BlockType type) {
    return switch (type) {
      case BlockType.Empty empty -> 0;
      case BlockType.Result result -> 1;
      case BlockType.Function(int index) -> layout.types().get(index).results().size();
    };
  }

  private int change(int at, Opcode op) {
    return switch (op) {
      case NOP, LOCAL_TEE, REF_IS_NULL, TABLE_GET, DATA_DROP, ELEM_DROP -> 0;
      case LOCAL_GET, GLOBAL_GET, REF_NULL, REF_FUNC, TABLE_SIZE -> 1;
      case LOCAL_SET, GLOBAL_SET, DROP, TABLE_GROW -> -1;
      case SELECT, SELECT_T, TABLE_SET -> -2;
      case TABLE_INIT, TABLE_COPY, TABLE_FILL -> -3;
      case CALL -> call(layout.signature(body.index(at)));
      case CALL_INDIRECT -> call(layout.typeSignature(body.index(at))) - 1;
      default -> {
        String signature = op.signature();
        if (signature == null) {
          throw new UntranslatableException(
              "the instruction " + op.mnemonic() + " is not supported");
        }
        int colon = signature.indexOf(':');
        yield signature.length() - colon - 1 - colon;
      }
    };
  }

  private static int call(Signature signature) {
    return signature.results.length - signature.params.length;
  }
}

package dev.wasmc.wasm.validate;

import dev.wasmc.wasm.Opcode;
import java.util.Arrays;

/**
 * The types of the operands and the blocks around an instruction, core specification, appendix
 * "Validation Algorithm". One is used for all functions of a module.
 *
 * <p>A block that is left early makes what follows unreachable: its operands then match whatever is
 * asked for.
 */
final class OperandStack {
  /** What an instruction does wrong; the caller knows where it stands. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;

    private final InvalidReason reason;

    Mismatch(InvalidReason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }

    InvalidReason reason() {
      return reason;
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  private final TypeTable types;
  private int[] operands = new int[64];
  private int size;

  private int depth;
  private Opcode[] opcodes = new Opcode[16];
  private int[][] params = new int[16][];
  private int[][] results = new int[16][];
  private int[] heights = new int[16];
  private boolean[] unreachable = new boolean[16];
  private int[] marks = new int[16];

  OperandStack(TypeTable types) {
    this.types = types;
  }

  /** Empties it for another function. */
  void clear() {
    size = 0;
    depth = 0;
  }

  int depth() {
    return depth;
  }

  /** How many operands there are, those of the blocks around included. */
  int size() {
    return size;
  }

  void push(int type) {
    if (size == operands.length) {
      operands = Arrays.copyOf(operands, size * 2);
    }
    operands[size++] = type;
  }

  void push(int[] all) {
    int end = size + all.length;
    if (end > operands.length) {
      operands = Arrays.copyOf(operands, Math.max(end, size * 2));
    }
    System.arraycopy(all, 0, operands, size, all.length);
    size = end;
  }

  /**
   * Takes an operand of that type; {@link TypeTable#BOTTOM} where the code is unreachable and there
   * is none.
   */
  int pop(int expected) throws Mismatch {
    if (size == heights[depth - 1]) {
      if (unreachable[depth - 1]) {
        return TypeTable.BOTTOM;
      }
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          types.print(expected) + " is expected, but there is no operand");
    }
    int actual = operands[--size];
    if (actual != expected && !types.matches(actual, expected)) {
      throw mismatch(expected, actual);
    }
    return actual;
  }

  /** Takes an operand of any type. */
  int pop() throws Mismatch {
    if (size == heights[depth - 1]) {
      return pop(TypeTable.BOTTOM);
    }
    return operands[--size];
  }

  void pop(int[] expected) throws Mismatch {
    int rest = size - expected.length;
    if (rest >= heights[depth - 1]
        && Arrays.equals(operands, rest, size, expected, 0, expected.length)) {
      size = rest;
      return;
    }
    for (int i = expected.length - 1; i >= 0; i--) {
      pop(expected[i]);
    }
  }

  /**
   * Takes a reference of any type; {@link TypeTable#BOTTOM} where the code is unreachable and there
   * is none.
   */
  int popReference() throws Mismatch {
    int actual = pop();
    if (actual != TypeTable.BOTTOM && !TypeTable.isReference(actual)) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          "a reference is expected, but there is " + types.print(actual));
    }
    return actual;
  }

  /** Looks at the operands that a {@link #pop(int[])} would take. */
  void check(int[] expected) throws Mismatch {
    int at = size;
    for (int i = expected.length - 1; i >= 0; i--) {
      if (at == heights[depth - 1]) {
        if (unreachable[depth - 1]) {
          return;
        }
        throw new Mismatch(
            InvalidReason.TYPE_MISMATCH,
            types.print(expected[i]) + " is expected, but there is no operand");
      }
      int actual = operands[--at];
      if (!types.matches(actual, expected[i])) {
        throw mismatch(expected[i], actual);
      }
    }
  }

  /**
   * Opens a block, which takes its parameters from the operands. The first is the function's body,
   * whose parameters are locals.
   *
   * @param mark kept for {@link #markAt}
   */
  void enter(Opcode opcode, int[] blockParams, int[] blockResults, int mark) throws Mismatch {
    if (depth == heights.length) {
      int more = depth * 2;
      opcodes = Arrays.copyOf(opcodes, more);
      params = Arrays.copyOf(params, more);
      results = Arrays.copyOf(results, more);
      heights = Arrays.copyOf(heights, more);
      unreachable = Arrays.copyOf(unreachable, more);
      marks = Arrays.copyOf(marks, more);
    }
    if (depth > 0) {
      pop(blockParams);
    }
    opcodes[depth] = opcode;
    params[depth] = blockParams;
    results[depth] = blockResults;
    heights[depth] = size;
    unreachable[depth] = false;
    marks[depth] = mark;
    depth++;
    push(blockParams);
  }

  /**
   * Closes the innermost block, which must hold its results and nothing else; they are not pushed.
   */
  void leave() throws Mismatch {
    int top = depth - 1;
    pop(results[top]);
    if (size != heights[top]) {
      throw new Mismatch(
          InvalidReason.TYPE_MISMATCH,
          "operands are left over at the end of the block: " + (size - heights[top]));
    }
    depth = top;
  }

  /**
   * The instruction that opened a block.
   *
   * @param frame counted from the outermost block; {@link #depth()} is the one that was left last
   */
  Opcode opcodeAt(int frame) {
    return opcodes[frame];
  }

  int[] paramsAt(int frame) {
    return params[frame];
  }

  int[] resultsAt(int frame) {
    return results[frame];
  }

  /** What was given to {@link #enter}. */
  int markAt(int frame) {
    return marks[frame];
  }

  /**
   * What a branch takes.
   *
   * @param label unsigned, counted from the innermost block
   */
  int[] label(int label) throws Mismatch {
    if (label < 0 || label >= depth) {
      throw new Mismatch(
          InvalidReason.UNKNOWN_LABEL, "there is no label " + Integer.toUnsignedString(label));
    }
    int frame = depth - 1 - label;
    return opcodes[frame] == Opcode.LOOP ? params[frame] : results[frame];
  }

  /** What follows in this block is not reached. */
  void setUnreachable() {
    size = heights[depth - 1];
    unreachable[depth - 1] = true;
  }

  private Mismatch mismatch(int expected, int actual) {
    return new Mismatch(
        InvalidReason.TYPE_MISMATCH,
        types.print(expected) + " is expected, but there is " + types.print(actual));
  }
}

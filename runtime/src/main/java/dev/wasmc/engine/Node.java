package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * A value on the wasm operand stack whose code is not written yet, or, without an instruction, one
 * that is on the JVM's stack already. What has effects is never delayed.
 *
 * @param constant bits, or the offset of an access
 * @param index of the local, global, memory
 * @param point see {@link Body#point}
 * @param delicate whether it may trap or reads what effects change, so that effects may not
 *     overtake it
 * @param weight nodes in the tree
 */
record Node(
    @Nullable Opcode op,
    JvmType type,
    @Nullable Node a,
    @Nullable Node b,
    @Nullable Node c,
    long constant,
    int index,
    int point,
    boolean delicate,
    int weight) {
  /** Trees are kept small, since code walks them recursively and again and again. */
  static final int MAX_WEIGHT = 40;

  static Node onStack(JvmType type) {
    return new Node(null, type, null, null, null, 0, 0, 0, false, 1);
  }

  static Node constant(JvmType type, long bits) {
    Opcode op =
        switch (type) {
          case INT -> Opcode.I32_CONST;
          case LONG -> Opcode.I64_CONST;
          case FLOAT -> Opcode.F32_CONST;
          case DOUBLE -> Opcode.F64_CONST;
          case FUNCTION, EXTERN -> Opcode.REF_NULL;
        };
    return new Node(op, type, null, null, null, bits, 0, 0, false, 1);
  }

  static Node local(JvmType type, int local) {
    return new Node(Opcode.LOCAL_GET, type, null, null, null, 0, local, 0, false, 1);
  }

  static Node of(
      Opcode op,
      JvmType type,
      long constant,
      int index,
      int point,
      boolean delicate,
      @Nullable Node a,
      @Nullable Node b,
      @Nullable Node c) {
    boolean any = delicate;
    int weight = 1;
    for (Node child : new Node[] {a, b, c}) {
      if (child != null) {
        any |= child.delicate;
        weight += child.weight;
      }
    }
    return new Node(op, type, a, b, c, constant, index, point, any, weight);
  }

  boolean isOnStack() {
    return op == null;
  }

  boolean isLocal() {
    return op == Opcode.LOCAL_GET;
  }

  boolean isConstant() {
    return op != null
        && switch (op) {
          case I32_CONST, I64_CONST, F32_CONST, F64_CONST, REF_NULL -> true;
          default -> false;
        };
  }

  boolean isLeaf() {
    return isLocal() || isConstant();
  }

  /** Whether an operand is on the JVM's stack. */
  boolean needsStack() {
    return (a != null && a.isOnStack())
        || (b != null && b.isOnStack())
        || (c != null && c.isOnStack());
  }

  boolean reads(int local) {
    return isLocal()
        ? index == local
        : (a != null && a.reads(local))
            || (b != null && b.reads(local))
            || (c != null && c.reads(local));
  }
}

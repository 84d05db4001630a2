package dev.wasmc.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The wasm operand stack during translation: what is on the JVM's stack is at the bottom, trees
 * whose code is not written yet are above.
 */
final class OperandStack {
  private final Emitter emitter;
  private final Code code;
  private final List<Node> stack = new ArrayList<>();

  OperandStack(Emitter emitter) {
    this.emitter = emitter;
    this.code = emitter.code();
  }

  int size() {
    return stack.size();
  }

  Node get(int index) {
    return stack.get(index);
  }

  void push(Node node) {
    if (node.needsStack() || node.weight() > Node.MAX_WEIGHT) {
      flush();
      emitter.emit(node);
      stack.add(Node.onStack(node.type()));
    } else {
      stack.add(node);
    }
  }

  Node pop() {
    return stack.removeLast();
  }

  /** Values that are on the JVM's stack. */
  void pushed(JvmType... types) {
    for (JvmType type : types) {
      stack.add(Node.onStack(type));
    }
  }

  void truncate(int height) {
    while (stack.size() > height) {
      stack.removeLast();
    }
  }

  /** Writes the code of all values. */
  void flush() {
    flush(stack.size());
  }

  private void flush(int below) {
    for (int i = 0; i < below; i++) {
      Node node = stack.get(i);
      if (!node.isOnStack()) {
        emitter.emit(node);
        stack.set(i, Node.onStack(node.type()));
      }
    }
  }

  /** Before an effect without a result, its operands taken off. */
  void settle() {
    for (int i = stack.size(); i > 0; i--) {
      if (stack.get(i - 1).delicate()) {
        flush(i);
        return;
      }
    }
  }

  /**
   * Before a local is assigned, the value taken off: what reads it, or might trap before the value
   * does, is written first.
   */
  void settleFor(int local, Node value) {
    for (int i = stack.size(); i > 0; i--) {
      Node below = stack.get(i - 1);
      if (below.reads(local) || (below.delicate() && value.delicate())) {
        flush(i);
        return;
      }
    }
  }

  /** Moves values from the JVM's stack into temporary slots. */
  int[] spill(int from, int to) {
    int[] slots = new int[to - from];
    int slot = code.firstTemporary();
    for (int i = to - 1; i >= from; i--) {
      slots[i - from] = slot;
      JvmType type = stack.get(i).type();
      code.store(type, slot);
      slot += type.slots;
    }
    return slots;
  }

  /** Of the lowest values, as frames write them. */
  Object[] frameTypes(int height) {
    Object[] types = new Object[height];
    for (int i = 0; i < height; i++) {
      types[i] = stack.get(i).type().frame;
    }
    return types;
  }
}

package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;

/** A structured instruction that is being translated. */
final class Control {
  final Opcode op;

  /** Its index in the body. */
  final int at;

  /** Of the operand stack, parameters not counted. */
  final int height;

  final JvmType[] params;
  final JvmType[] results;

  /** Where branches to it go. */
  final Label label = new Label();

  /** Of an {@code if}: where the condition fails. */
  final Label otherwise = new Label();

  /** What is on the JVM's stack at the label, and where the condition fails. */
  final Object[] labelTypes;

  final Object[] startTypes;

  /** Where code comes from that finds what it carries in the arrays; it goes on at the label. */
  @Nullable Label landing;

  /** Whether something jumps to the label. */
  boolean used;

  /** Whether something enters the part that has the end, with the number of the block. */
  boolean entered;

  boolean hasElse;

  /** What is known at its start, and at all jumps to its label. */
  int factsAtStart;

  int factsAtLabel = Integer.MAX_VALUE;

  Control(
      Opcode op,
      int at,
      int height,
      JvmType[] params,
      JvmType[] results,
      Object[] startTypes,
      Object[] labelTypes,
      int factsAtStart) {
    this.op = op;
    this.at = at;
    this.height = height;
    this.params = params;
    this.results = results;
    this.startTypes = startTypes;
    this.labelTypes = labelTypes;
    this.factsAtStart = factsAtStart;
  }

  /** What a branch to it carries. */
  JvmType[] carried() {
    return op == Opcode.LOOP ? params : results;
  }
}

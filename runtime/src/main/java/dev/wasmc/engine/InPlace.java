package dev.wasmc.engine;

import dev.wasmc.wasm.Immediate;
import dev.wasmc.wasm.Opcode;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which accesses to memory, and which looks for interruptions, a method has in place, as calls of
 * handles; the others are calls of a method of the module's that calls the handle, see {@link
 * SharedMethods}.
 *
 * <p>C1 makes a thousand bytes of machine code of a handle's call, and gives up at 140 of them; so
 * it is kept from inlining those methods. C2 inlines them, but only until it has made {@value
 * #MOST_NODES} nodes; after that, it inlines no more than calls of handles.
 */
final class InPlace {
  /** HotSpot's NodeCountInliningCutoff is 18,000; some are for functions that are inlined. */
  private static final int MOST_NODES = 16_000;

  /** As measured, before C2 finds most of them dead. */
  private static final int NODES_OF_ACCESS = 230;

  private static final int NODES_OF_BYTE = 3;

  /** HotSpot's DesiredMethodLimit is 8,000 bytes, the method's own and what is inlined. */
  private static final int MOST_BYTES = 8_000;

  /** Of {@link SharedMethods#address}, for half of the accesses: the others need no check. */
  private static final double BYTES_OF_ADDRESS = 15;

  private static final int BYTES_OF_ACCESS = 12;

  /**
   * What C2 counts of a method until it inlines no more calls of methods.
   *
   * @param most how much that is
   * @param ofByte for a byte of bytecode
   * @param ofAccess for the methods that an access calls
   * @param ofByteAccess likewise, for one byte
   */
  private record Budget(double most, double ofByte, double ofAccess, double ofByteAccess) {
    static Budget of(Layout layout) {
      return layout.isRaw()
          ? new Budget(MOST_BYTES, 1, BYTES_OF_ADDRESS, BYTES_OF_ADDRESS)
          : new Budget(MOST_NODES, NODES_OF_BYTE, NODES_OF_ACCESS, 0);
    }
  }

  /** For what C2 never sees. */
  static final InPlace NONE = new InPlace(new BitSet());

  private final BitSet points;

  private InPlace(BitSet points) {
    this.points = points;
  }

  /**
   * All that are in loops of a method that is too large for C2 to inline all of them.
   *
   * @param self the part that the method is, null for the function
   */
  static InPlace of(Layout layout, Body body, SplitPlan plan, SplitPlan.@Nullable Part self) {
    if (body.loops().isEmpty()) {
      return NONE;
    }
    Budget budget = Budget.of(layout);
    BitSet points = new BitSet();
    double spent = 0;
    int at = self == null ? 0 : self.from();
    int to = self == null ? body.count() : self.to();
    int loopEnd = at;
    while (at < to) {
      SplitPlan.Part part = plan.startingAt(at, self);
      if (part != null) {
        spent +=
            (part.isCase() ? SplitPlanner.CASE_BYTES : SplitPlanner.CALL_BYTES) * budget.ofByte();
        at = part.to();
        continue;
      }
      Opcode op = body.op(at);
      if (op == Opcode.LOOP) {
        loopEnd = Math.max(loopEnd, body.end(at));
        points.set(body.point(at));
      }
      if (op.immediate() == Immediate.MEMARG) {
        spent +=
            BYTES_OF_ACCESS * budget.ofByte()
                + (op.naturalAlignment() > 0 ? budget.ofAccess() : budget.ofByteAccess());
        if (at < loopEnd) {
          points.set(body.point(at));
        }
      } else {
        spent += SplitPlanner.estimate(body, at) * budget.ofByte();
      }
      at++;
    }
    if (spent <= budget.most()) {
      points.clear();
    }
    return new InPlace(points);
  }

  /**
   * @param point see {@link Body#point}
   */
  boolean contains(int point) {
    return points.get(point);
  }
}

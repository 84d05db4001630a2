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
  private static final int BYTES_OF_ACCESS = 12;

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
  static InPlace of(Body body, SplitPlan plan, SplitPlan.@Nullable Part self) {
    BitSet points = new BitSet();
    double nodes = 0;
    int at = self == null ? 0 : self.from();
    int to = self == null ? body.count() : self.to();
    int loopEnd = at;
    while (at < to) {
      SplitPlan.Part part = plan.startingAt(at, self);
      if (part != null) {
        nodes +=
            (part.isCase() ? SplitPlanner.CASE_BYTES : SplitPlanner.CALL_BYTES) * NODES_OF_BYTE;
        at = part.to();
        continue;
      }
      Opcode op = body.op(at);
      if (op == Opcode.LOOP) {
        loopEnd = Math.max(loopEnd, body.end(at));
        points.set(body.point(at));
      }
      if (op.immediate() == Immediate.MEMARG) {
        nodes +=
            BYTES_OF_ACCESS * NODES_OF_BYTE + (op.naturalAlignment() > 0 ? NODES_OF_ACCESS : 0);
        if (at < loopEnd) {
          points.set(body.point(at));
        }
      } else {
        nodes += SplitPlanner.estimate(body, at) * NODES_OF_BYTE;
      }
      at++;
    }
    if (nodes <= MOST_NODES) {
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

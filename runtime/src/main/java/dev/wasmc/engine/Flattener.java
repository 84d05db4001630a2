package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps operands that stay below a long structured instruction in new locals instead, so that the
 * stack is empty inside and parts of it can be moved out.
 */
final class Flattener {
  private final Layout layout;
  private final Body body;
  private final Heights heights;
  private final List<JvmType> localTypes;
  private final Map<Integer, int[]> kept = new HashMap<>();
  private final Body flat = Body.empty();

  private Flattener(Layout layout, Body body, JvmType[] localTypes) {
    this.layout = layout;
    this.body = body;
    this.heights = Heights.of(layout, body, localTypes);
    this.localTypes = new ArrayList<>(Arrays.asList(localTypes));
  }

  /** A body and the locals it uses. */
  record Flat(Body body, List<JvmType> localTypes) {
    Flat {
      localTypes = List.copyOf(localTypes);
    }
  }

  static Flat flatten(Layout layout, Body body, JvmType[] localTypes) {
    Flattener flattener = new Flattener(layout, body, localTypes);
    flattener.rewrite();
    return new Flat(flattener.flat, flattener.localTypes);
  }

  private void rewrite() {
    for (int at = 0; at < body.count(); at++) {
      JvmType[] types = heights.crossed().get(at);
      if (types != null) {
        keep(at, types);
      }
      flat.append(body, at);
      int[] locals =
          body.op(at) == Opcode.END && at < body.count() - 1 ? kept.get(body.opener(at)) : null;
      if (locals != null) {
        restore(locals, layout.results(body.blockType(body.opener(at))));
      }
    }
  }

  private int newLocal(JvmType type) {
    localTypes.add(type);
    return localTypes.size() - 1;
  }

  /** Takes values from the stack into new locals; the first is the lowest. */
  private int[] take(JvmType[] types) {
    int[] locals = new int[types.length];
    for (int i = types.length - 1; i >= 0; i--) {
      locals[i] = newLocal(types[i]);
      flat.appendLocal(Opcode.LOCAL_SET, locals[i]);
    }
    return locals;
  }

  private void give(int[] locals, int from) {
    for (int i = from; i < locals.length; i++) {
      flat.appendLocal(Opcode.LOCAL_GET, locals[i]);
    }
  }

  private void keep(int at, JvmType[] types) {
    int below = types.length - layout.params(body.blockType(at)).length;
    int[] condition = body.op(at) == Opcode.IF ? take(new JvmType[] {JvmType.INT}) : new int[0];
    int[] locals = take(types);
    give(locals, below);
    give(condition, 0);
    kept.put(at, Arrays.copyOf(locals, below));
  }

  private void restore(int[] locals, JvmType[] results) {
    int[] taken = take(results);
    give(locals, 0);
    give(taken, 0);
  }
}

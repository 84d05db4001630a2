package dev.wasmc.engine;

import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Opcode;

/**
 * Translates what has effects beyond locals, or needs the instance: calls, stores, tables, bulk
 * operations.
 */
final class EffectTranslator {
  private final Layout layout;
  private final Body body;
  private final Emitter emitter;
  private final Code code;
  private final OperandStack stack;
  private int at;
  private int indirectCalls;

  EffectTranslator(Layout layout, Body body, Emitter emitter, OperandStack stack) {
    this.layout = layout;
    this.body = body;
    this.emitter = emitter;
    this.code = emitter.code();
    this.stack = stack;
  }

  /** What has effects beyond locals, or needs the context. */
  void special(Opcode op, int at) {
    this.at = at;
    switch (op) {
      case MEMORY_GROW -> {
        Node delta = stack.pop();
        stack.push(delta);
        stack.flush();
        code.store(JvmType.INT, code.firstTemporary());
        emitter.memory(body.index(at));
        code.load(JvmType.INT, code.firstTemporary());
        code.invokeVirtual(Naming.MEMORY, "grow", "(I)I");
        stack.truncate(stack.size() - 1);
        stack.pushed(JvmType.INT);
        emitter.staleMemory();
      }
      case MEMORY_FILL ->
          bulk(3, () -> emitter.memory(body.index(at)), Naming.MEMORY, "fill", "(III)V");
      case MEMORY_COPY ->
          underTop(
              3,
              () -> emitter.memory(body.index(at)),
              () -> emitter.memory(body.index2(at)),
              Naming.MEMORY,
              "copy",
              "(I" + Naming.descriptor(Naming.MEMORY) + "II)V");
      case MEMORY_INIT -> segment(3, body.index2(at), body.index(at), "memoryInit");
      case TABLE_INIT -> segment(3, body.index2(at), body.index(at), "tableInit");
      case DATA_DROP -> segment(0, body.index(at), -1, "dataDrop");
      case ELEM_DROP -> segment(0, body.index(at), -1, "elementDrop");
      case TABLE_COPY ->
          underTop(
              3,
              () -> emitter.table(body.index(at)),
              () -> emitter.table(body.index2(at)),
              Naming.TABLE,
              "copy",
              "(I" + Naming.descriptor(Naming.TABLE) + "II)V");
      case TABLE_FILL ->
          bulk(3, this::table, Naming.TABLE, "fill", "(I" + JvmType.EXTERN.descriptor + "I)V");
      case TABLE_SET ->
          bulk(2, this::table, Naming.TABLE, "set", "(I" + JvmType.EXTERN.descriptor + ")V");
      case TABLE_SIZE -> {
        stack.flush();
        table();
        code.invokeVirtual(Naming.TABLE, "size", "()I");
        stack.pushed(JvmType.INT);
      }
      case TABLE_GET -> {
        bulk(1, this::table, Naming.TABLE, "get", "(I)" + JvmType.EXTERN.descriptor);
        JvmType type = JvmType.of(layout.valid.tables().get(body.index(at)).element());
        if (type == JvmType.FUNCTION) {
          code.cast(Naming.FUNCTION);
        }
        stack.pushed(type);
      }
      case TABLE_GROW -> {
        bulk(2, this::table, Naming.TABLE, "grow", "(" + JvmType.EXTERN.descriptor + "I)I");
        stack.pushed(JvmType.INT);
      }
      default -> memoryAccess(op);
    }
  }

  private void table() {
    emitter.table(body.index(at));
  }

  private void memoryAccess(Opcode op) {
    String signature = op.signature();
    if (signature == null || signature.indexOf('v') >= 0 || op.feature() != Feature.MVP) {
      throw new UntranslatableException(
          "the instruction " + op.mnemonic() + " needs the feature " + op.feature().label());
    }
    if (signature.endsWith(":")) {
      Node value = stack.pop();
      Node address = stack.pop();
      stack.settle();
      emitter.memory().store(op, address, value, body.constant(at), body.index(at), body.point(at));
    } else {
      JvmType type = JvmType.ofLetter(signature.charAt(signature.length() - 1));
      Node address = stack.pop();
      stack.push(
          Node.of(
              op,
              type,
              body.constant(at),
              body.index(at),
              body.point(at),
              true,
              address,
              null,
              null));
    }
  }

  /** A method of an object, with the topmost values as arguments. */
  private void bulk(
      int arguments, Runnable receiver, String owner, String name, String descriptor) {
    stack.flush();
    int base = stack.size() - arguments;
    int[] slots = stack.spill(base, stack.size());
    receiver.run();
    for (int i = 0; i < arguments; i++) {
      code.load(stack.get(base + i).type(), slots[i]);
    }
    stack.truncate(base);
    code.line(body.point(at));
    code.invokeVirtual(owner, name, descriptor);
  }

  /** Likewise, with another object behind the first argument. */
  private void underTop(
      int arguments,
      Runnable receiver,
      Runnable other,
      String owner,
      String name,
      String descriptor) {
    stack.flush();
    int base = stack.size() - arguments;
    int[] slots = stack.spill(base, stack.size());
    receiver.run();
    for (int i = 0; i < arguments; i++) {
      code.load(stack.get(base + i).type(), slots[i]);
      if (i == 0) {
        other.run();
      }
    }
    stack.truncate(base);
    code.line(body.point(at));
    code.invokeVirtual(owner, name, descriptor);
  }

  /**
   * A method of the instance with the values and the index of a segment, and of what it goes to.
   */
  private void segment(int arguments, int first, int second, String name) {
    stack.flush();
    int base = stack.size() - arguments;
    int[] slots = stack.spill(base, stack.size());
    emitter.instance();
    code.iconst(first);
    if (second >= 0) {
      code.iconst(second);
    }
    for (int i = 0; i < arguments; i++) {
      code.load(stack.get(base + i).type(), slots[i]);
    }
    stack.truncate(base);
    code.line(body.point(at));
    code.invokeVirtual(
        Naming.INSTANCE_BASE, name, "(I" + (second >= 0 ? "I" : "") + "I".repeat(arguments) + ")V");
  }

  // Calls

  void call(int at) {
    this.at = at;
    int function = body.index(at);
    Signature signature = layout.signature(function);
    stack.flush();
    if (signature.packed) {
      packArguments(signature);
    }
    emitter.context();
    code.line(body.point(at));
    code.invokeStatic(
        layout.ownerOf(function), Naming.FUNCTION_PREFIX + function, layout.descriptor(signature));
    stack.truncate(stack.size() - signature.params.length);
    called(signature);
  }

  void callIndirect(int at) {
    this.at = at;
    Signature signature = layout.typeSignature(body.index(at));
    stack.flush();
    int arguments = signature.params.length;
    int base = stack.size() - arguments - 1;
    int index = code.firstTemporary();
    code.store(JvmType.INT, index);
    stack.truncate(stack.size() - 1);
    int arrays = index + 1;
    int[] slots = new int[arguments];
    if (signature.packed) {
      packArguments(signature);
      code.astore(arrays + 1);
      code.astore(arrays);
    } else {
      int slot = arrays;
      for (int i = arguments - 1; i >= 0; i--) {
        slots[i] = slot;
        code.store(signature.params[i], slot);
        slot += signature.params[i].slots;
      }
    }
    emitter.table(body.index2(at));
    code.load(JvmType.INT, index);
    code.line(body.point(at));
    code.invokeVirtual(Naming.TABLE, "callee", "(I)" + JvmType.EXTERN.descriptor);
    code.cast(signature.className());
    if (signature.packed) {
      code.aload(arrays, "[J");
      code.aload(arrays + 1, Packing.OBJECTS);
    } else {
      for (int i = 0; i < arguments; i++) {
        code.load(signature.params[i], slots[i]);
      }
    }
    indirectCalls++;
    code.invokeVirtual(
        signature.className(),
        indirectCalls % 2 == 0 ? Naming.CALL_TOO : Naming.CALL,
        signature.callDescriptor());
    stack.truncate(base);
    called(signature);
  }

  /** Replaces the arguments on the JVM's stack by two arrays. */
  private void packArguments(Signature signature) {
    Packing.pack(code, signature.params, code.firstTemporary() + 1);
  }

  private void called(Signature signature) {
    emitter.staleMemory();
    if (signature.results.length > 1) {
      Packing.unpackResults(code, signature, code.firstTemporary());
    }
    stack.pushed(signature.results);
  }
}

package dev.wasmc.engine;

import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.Opcode;
import java.util.Objects;
import org.objectweb.asm.Opcodes;

/** Writes accesses to memory into one method. */
final class MemoryEmitter {
  private final Layout layout;
  private final Code code;
  private final Emitter emitter;
  private final InPlace inPlace;
  private final long leastMemory;

  MemoryEmitter(Layout layout, Code code, Emitter emitter, InPlace inPlace) {
    this.layout = layout;
    this.code = code;
    this.emitter = emitter;
    this.inPlace = inPlace;
    this.leastMemory =
        layout.hasMemory
            ? layout.valid.memories().getFirst().limits().min() * MemoryType.PAGE_SIZE
            : 0;
  }

  /** The instruction {@code memory.size}. */
  void size(int memory) {
    if (memory == 0) {
      emitter.freshMemory();
    }
    switch (layout.shape(memory)) {
      case EXACT -> {
        holder(memory);
        code.insn(Opcodes.ARRAYLENGTH);
      }
      case ROOMY -> {
        emitter.memory(memory);
        code.getField(Naming.MEMORY, "size", "I");
      }
      case SEGMENT -> {
        emitter.memory(memory);
        code.invokeVirtual(Naming.MEMORY, "pages", "()I");
        return;
      }
    }
    code.iconst(16);
    code.insn(Opcodes.IUSHR);
  }

  /** Puts what holds the memory on the stack. */
  private void holder(int memory) {
    MemoryShape shape = layout.shape(memory);
    if (memory == 0) {
      emitter.loadMemory();
    } else {
      emitter.memory(memory);
      code.getField(Naming.MEMORY, shape.field(), Naming.descriptor(shape.holder()));
    }
  }

  /** Puts what an address must be less than on the stack. */
  private void limit(int memory, int last) {
    if (memory == 0) {
      emitter.instance();
      code.iconst(last);
      SharedMethods.limit(code);
    } else {
      emitter.memory(memory);
      code.getField(Naming.MEMORY, "size", "I");
      code.iconst(last);
      code.insn(Opcodes.ISUB);
    }
  }

  private MemoryView view(Opcode op, int memory) {
    MemoryView view =
        switch (op) {
          case I32_LOAD16_S, I32_LOAD16_U, I64_LOAD16_S, I64_LOAD16_U, I32_STORE16, I64_STORE16 ->
              MemoryView.SHORT;
          case I32_LOAD, I64_LOAD32_S, I64_LOAD32_U, I32_STORE, I64_STORE32 -> MemoryView.INT;
          case I64_LOAD, I64_STORE -> MemoryView.LONG;
          case F32_LOAD, F32_STORE -> MemoryView.FLOAT;
          case F64_LOAD, F64_STORE -> MemoryView.DOUBLE;
          default -> MemoryView.BYTE;
        };
    return isSegment(memory) ? view.inSegment() : view;
  }

  /** Whether the view itself is called. */
  private boolean isInPlace(MemoryView view, int memory, int point) {
    return view.isNeeded() && (isSegment(memory) || inPlace.contains(point));
  }

  private boolean isSegment(int memory) {
    return layout.shape(memory) == MemoryShape.SEGMENT;
  }

  void load(Node node, Opcode op) {
    int memory = node.index();
    MemoryView view = view(op, memory);
    Node address = Objects.requireNonNull(node.a());
    access(op, view, address, node.constant(), memory, node.point());
    if (!view.isNeeded()) {
      code.insn(Opcodes.BALOAD);
    } else if (isInPlace(view, memory, node.point())) {
      code.invokeVirtual(Naming.VAR_HANDLE, "get", view.getter());
    } else {
      SharedMethods.get(code, view);
    }
    learn(address, node.constant(), op, memory);
    switch (op) {
      case I32_LOAD8_U -> mask(255);
      case I32_LOAD16_U -> mask(65535);
      case I64_LOAD8_S, I64_LOAD16_S, I64_LOAD32_S -> code.insn(Opcodes.I2L);
      case I64_LOAD8_U -> {
        mask(255);
        code.insn(Opcodes.I2L);
      }
      case I64_LOAD16_U -> {
        mask(65535);
        code.insn(Opcodes.I2L);
      }
      case I64_LOAD32_U -> {
        code.insn(Opcodes.I2L);
        code.lconst(0xffffffffL);
        code.insn(Opcodes.LAND);
      }
      default -> {}
    }
  }

  private void mask(int mask) {
    code.iconst(mask);
    code.insn(Opcodes.IAND);
  }

  /** Both may be on the stack already, the address alone as well. */
  void store(Opcode op, Node address, Node value, long offset, int memory, int point) {
    MemoryView view = view(op, memory);
    boolean under = value.isOnStack();
    Node base = address;
    if (!under && layout.shape(memory) == MemoryShape.ROOMY && trapsOtherwise(value)) {
      // The bounds are checked before the value is there; the check of array or segment is behind.
      if (!address.isLeaf()) {
        // Not later: what is in the temporary slot is lost where the address branches.
        emitter.emit(address);
        base = Node.onStack(JvmType.INT);
      }
      emitter.emit(value);
      under = true;
    }
    int temporary = code.firstTemporary();
    if (under) {
      code.store(value.type(), temporary);
    }
    access(op, view, base, offset, memory, point);
    if (layout.shape(memory) == MemoryShape.ROOMY) {
      learn(base, offset, op, memory);
    }
    if (under) {
      code.load(value.type(), temporary);
    } else {
      emitter.emit(value);
    }
    learn(base, offset, op, memory);
    switch (op) {
      case I64_STORE8, I64_STORE16, I64_STORE32 -> code.insn(Opcodes.L2I);
      default -> {}
    }
    code.line(point);
    if (!view.isNeeded()) {
      code.insn(Opcodes.BASTORE);
      return;
    }
    switch (view.type()) {
      case "B" -> code.insn(Opcodes.I2B);
      case "S" -> code.insn(Opcodes.I2S);
      default -> {}
    }
    if (isInPlace(view, memory, point)) {
      code.invokeVirtual(Naming.VAR_HANDLE, "set", view.setter());
    } else {
      SharedMethods.set(code, view);
    }
  }

  /** Whether the value may trap for another reason than the store. */
  private static boolean trapsOtherwise(Node node) {
    return (node.op() != null && Lowering.traps(node.op()))
        || (node.a() != null && trapsOtherwise(node.a()))
        || (node.b() != null && trapsOtherwise(node.b()))
        || (node.c() != null && trapsOtherwise(node.c()));
  }

  /** Once the bounds are checked. */
  private void learn(Node address, long offset, Opcode op, int memory) {
    if (memory == 0 && address.isLocal()) {
      emitter.facts().learn(address.index(), offset + (1L << op.naturalAlignment()));
    }
  }

  /**
   * Puts the view if it is called itself, the holder of the memory and the index in it on the
   * stack.
   */
  private void access(
      Opcode op, MemoryView view, Node address, long offset, int memory, int point) {
    if (memory == 0) {
      emitter.freshMemory();
    }
    boolean under = address.isOnStack();
    boolean inPlace = isInPlace(view, memory, point);
    if (!under) {
      viewAndHolder(view, inPlace, memory, false);
    }
    if (isSegment(memory)) {
      emitter.emit(address);
      code.line(point);
      segmentIndex(offset);
    } else if (address.isConstant() && isAlwaysIn(op, address, offset, memory)) {
      code.iconst((int) (address.constant() + offset));
      code.line(point);
      return;
    } else {
      emitter.emit(address);
      code.line(point);
      index(op, address, offset, memory);
    }
    if (under) {
      viewAndHolder(view, inPlace, memory, true);
    }
  }

  private boolean isAlwaysIn(Opcode op, Node address, long offset, int memory) {
    long at = Integer.toUnsignedLong((int) address.constant()) + offset;
    return memory == 0 && at + (1L << op.naturalAlignment()) <= leastMemory;
  }

  private void viewAndHolder(MemoryView view, boolean inPlace, int memory, boolean underIndex) {
    if (inPlace) {
      code.getStatic(Naming.MEMORY_ACCESS, view.field(), Naming.descriptor(Naming.VAR_HANDLE));
      if (underIndex) {
        code.swap();
      }
    }
    holder(memory);
    if (underIndex) {
      code.swap();
    }
  }

  /** The segment checks the bounds, and no sum is too large for a long. */
  private void segmentIndex(long offset) {
    code.invokeStatic("java/lang/Integer", "toUnsignedLong", "(I)J");
    if (offset != 0) {
      code.lconst(offset);
      code.insn(Opcodes.LADD);
    }
  }

  /**
   * Turns the address on top into an index, which is out of bounds of the array if the access is
   * out of bounds of the memory.
   */
  private void index(Opcode op, Node address, long offset, int memory) {
    int width = 1 << op.naturalAlignment();
    if (offset < 0 || offset > Integer.MAX_VALUE - width) {
      code.invokeStatic(Naming.TRAPS, "outOfBounds", "(I)I");
      return;
    }
    boolean exact = layout.shape(memory) == MemoryShape.EXACT;
    long known = memory == 0 && address.isLocal() ? emitter.facts().reach(address.index()) : 0;
    if (known >= offset + width || (known > 0 && exact)) {
      add((int) offset);
    } else if (exact) {
      if (offset != 0) {
        code.dup();
        code.iconst((int) offset);
        code.insn(Opcodes.IADD);
        code.swap();
        code.iconst(Integer.MIN_VALUE);
        code.insn(Opcodes.IAND);
        code.insn(Opcodes.IOR);
      }
    } else {
      limit(memory, (int) offset + width - 1);
      code.invokeStatic("java/util/Objects", "checkIndex", "(II)I");
      add((int) offset);
    }
  }

  private void add(int offset) {
    if (offset != 0) {
      code.iconst(offset);
      code.insn(Opcodes.IADD);
    }
  }
}

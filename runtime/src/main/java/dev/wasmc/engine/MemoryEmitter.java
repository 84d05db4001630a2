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
      case ROOMY, RAW -> {
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
    MemoryView.Value value =
        switch (op) {
          case I32_LOAD16_S, I32_LOAD16_U, I64_LOAD16_S, I64_LOAD16_U, I32_STORE16, I64_STORE16 ->
              MemoryView.Value.SHORT;
          case I32_LOAD, I64_LOAD32_S, I64_LOAD32_U, I32_STORE, I64_STORE32 -> MemoryView.Value.INT;
          case I64_LOAD, I64_STORE -> MemoryView.Value.LONG;
          case F32_LOAD, F32_STORE -> MemoryView.Value.FLOAT;
          case F64_LOAD, F64_STORE -> MemoryView.Value.DOUBLE;
          default -> MemoryView.Value.BYTE;
        };
    return MemoryView.of(value, layout.shape(memory));
  }

  /** Whether the view itself is called. */
  private boolean isInPlace(MemoryView view, int point) {
    return view.isNeeded() && (!view.shape().isArray() || inPlace.contains(point));
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
    } else if (isInPlace(view, node.point())) {
      view.read(code);
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
    if (!under && layout.shape(memory).comparesFirst() && trapsOtherwise(value)) {
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
    if (layout.shape(memory).comparesFirst()) {
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
    switch (view.value()) {
      case BYTE -> code.insn(Opcodes.I2B);
      case SHORT -> code.insn(Opcodes.I2S);
      default -> {}
    }
    if (isInPlace(view, point)) {
      view.write(code);
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
    boolean inPlace = isInPlace(view, point);
    if (!under) {
      viewAndHolder(view, inPlace, memory, false);
    }
    if (isSegment(memory)) {
      emitter.emit(address);
      code.line(point);
      segmentIndex(offset);
    } else if (address.isConstant() && isAlwaysIn(op, address, offset, memory)) {
      long at = Integer.toUnsignedLong((int) address.constant()) + offset;
      if (view.shape() == MemoryShape.RAW) {
        code.lconst(RawAccess.ARRAY_BASE + at);
      } else {
        code.iconst((int) at);
      }
      code.line(point);
      return;
    } else {
      emitter.emit(address);
      code.line(point);
      index(op, address, offset, memory, point);
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
      view.load(code);
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
  private void index(Opcode op, Node address, long offset, int memory, int point) {
    int width = 1 << op.naturalAlignment();
    if (offset < 0 || offset > Integer.MAX_VALUE - width) {
      code.invokeStatic(Naming.TRAPS, "outOfBounds", "(I)I");
      if (layout.shape(memory) == MemoryShape.RAW) {
        code.insn(Opcodes.I2L);
      }
      return;
    }
    boolean exact = layout.shape(memory) == MemoryShape.EXACT;
    long known = memory == 0 && address.isLocal() ? emitter.facts().reach(address.index()) : 0;
    if (layout.shape(memory) == MemoryShape.RAW) {
      rawIndex((int) offset, width - 1, known >= offset + width, inPlace.contains(point));
      return;
    }
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

  /** Turns the address on top into a place in the object that is the array. */
  private void rawIndex(int offset, int behind, boolean known, boolean inPlace) {
    long place = RawAccess.ARRAY_BASE + (long) offset;
    int last = offset + behind;
    if (known || inPlace) {
      // Unsigned also where it is known to be no larger than an int: C2 shares it with the others.
      code.insn(Opcodes.I2L);
      code.lconst(0xffffffffL);
      code.insn(Opcodes.LAND);
    } else {
      emitter.instance();
      code.iconst(last);
      SharedMethods.address(code);
    }
    if (inPlace && !known) {
      code.lconst(last);
      code.insn(Opcodes.LADD);
      emitter.instance();
      code.getField(Naming.INSTANCE_BASE, Layout.END_FIELD, "J");
      code.invokeStatic("java/util/Objects", "checkIndex", "(JJ)J");
      place -= last;
    }
    code.lconst(place);
    code.insn(Opcodes.LADD);
  }

  private void add(int offset) {
    if (offset != 0) {
      code.iconst(offset);
      code.insn(Opcodes.IADD);
    }
  }
}

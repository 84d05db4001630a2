package dev.wasmc.abi.adapter;

import dev.wasmc.abi.AbiTrap;
import dev.wasmc.wasm.BlockType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.FunctionBody;
import dev.wasmc.wasm.InstructionWriter;
import dev.wasmc.wasm.Locals;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.Opcode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The code of one function being written: instructions, locals that are used again, labels by their
 * block.
 */
final class Code {
  /** A block that is open. */
  record Label(int depth) {}

  private final InstructionWriter out = new InstructionWriter();
  private final List<Locals> locals = new ArrayList<>();
  private final Map<NumType, Deque<Integer>> free = new EnumMap<>(NumType.class);
  private final int trap;
  private int nextLocal;
  private int depth;

  /**
   * @param trap index of the function that throws a trap
   */
  Code(FuncType type, int trap) {
    this.trap = trap;
    this.nextLocal = type.params().size();
  }

  FunctionBody finish() {
    out.end();
    return new FunctionBody(locals, out.toSlice());
  }

  /** A local with any content; it may have been {@link #release}d before. */
  int local(NumType type) {
    Deque<Integer> unused = free.get(type);
    if (unused != null && !unused.isEmpty()) {
      return unused.pop();
    }
    int last = locals.size() - 1;
    if (last >= 0 && locals.get(last).type() == type) {
      locals.set(last, new Locals(locals.get(last).count() + 1, type));
    } else {
      locals.add(new Locals(1, type));
    }
    return nextLocal++;
  }

  void release(NumType type, int local) {
    free.computeIfAbsent(type, _ -> new ArrayDeque<>()).push(local);
  }

  /** Takes the value on the stack into a new local. */
  int save(NumType type) {
    int local = local(type);
    set(local);
    return local;
  }

  Code get(int local) {
    out.op(Opcode.LOCAL_GET, local);
    return this;
  }

  Code set(int local) {
    out.op(Opcode.LOCAL_SET, local);
    return this;
  }

  Code tee(int local) {
    out.op(Opcode.LOCAL_TEE, local);
    return this;
  }

  Code i32(int value) {
    out.i32Const(value);
    return this;
  }

  Code i64(long value) {
    out.i64Const(value);
    return this;
  }

  Code zero(NumType type) {
    switch (type) {
      case I32 -> out.i32Const(0);
      case I64 -> out.i64Const(0);
      case F32 -> out.f32Const(0);
      case F64 -> out.f64Const(0);
    }
    return this;
  }

  Code op(Opcode opcode) {
    out.op(opcode);
    return this;
  }

  /** Adds a constant to the i32 on the stack. */
  Code plus(int value) {
    return value == 0 ? this : i32(value).op(Opcode.I32_ADD);
  }

  /** {@code local = local + value}. */
  Code increase(int local, int value) {
    return get(local).i32(value).op(Opcode.I32_ADD).set(local);
  }

  /** A load or a store; its address is below the offset's reach of 2^31. */
  Code memory(Opcode opcode, int memory, int offset) {
    out.memory(opcode, memory, opcode.naturalAlignment(), offset);
    return this;
  }

  Code memorySize(int memory) {
    out.op(Opcode.MEMORY_SIZE, memory);
    return this;
  }

  Code memoryCopy(int to, int from) {
    out.op(Opcode.MEMORY_COPY, to, from);
    return this;
  }

  Code call(int function) {
    out.op(Opcode.CALL, function);
    return this;
  }

  Code globalGet(int global) {
    out.op(Opcode.GLOBAL_GET, global);
    return this;
  }

  Code globalSet(int global) {
    out.op(Opcode.GLOBAL_SET, global);
    return this;
  }

  Code block(Consumer<Label> body) {
    return structure(Opcode.BLOCK, body);
  }

  Code loop(Consumer<Label> body) {
    return structure(Opcode.LOOP, body);
  }

  /** Where the i32 on the stack is not zero. */
  Code ifThen(Runnable body) {
    return structure(Opcode.IF, _ -> body.run());
  }

  Code ifElse(Runnable then, Runnable otherwise) {
    return structure(
        Opcode.IF,
        _ -> {
          then.run();
          out.op(Opcode.ELSE);
          otherwise.run();
        });
  }

  Code br(Label label) {
    out.op(Opcode.BR, depth - label.depth());
    return this;
  }

  Code brIf(Label label) {
    out.op(Opcode.BR_IF, depth - label.depth());
    return this;
  }

  /** To one of blocks, the last of them being the default. */
  Code brTable(List<Label> labels) {
    out.brTable(labels.stream().mapToInt(label -> depth - label.depth()).toArray());
    return this;
  }

  Code ret() {
    return op(Opcode.RETURN);
  }

  Code trap(AbiTrap kind) {
    return i32(kind.ordinal()).call(trap).op(Opcode.UNREACHABLE);
  }

  /** Where the i32 on the stack is not zero. */
  Code trapIf(AbiTrap kind) {
    return ifThen(() -> trap(kind));
  }

  /** A block that {@link #close} ends, for blocks that are not known before. */
  Label open() {
    out.block(Opcode.BLOCK, BlockType.Empty.EMPTY);
    depth++;
    return new Label(depth);
  }

  Code close() {
    depth--;
    out.end();
    return this;
  }

  private Code structure(Opcode opcode, Consumer<Label> body) {
    out.block(opcode, BlockType.Empty.EMPTY);
    depth++;
    body.accept(new Label(depth));
    depth--;
    out.end();
    return this;
  }
}

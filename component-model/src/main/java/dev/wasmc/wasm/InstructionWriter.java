package dev.wasmc.wasm;

import java.util.List;

/**
 * Writes instructions in binary form. The caller gives each opcode the immediates that {@link
 * Opcode#immediate()} asks for.
 */
public final class InstructionWriter {
  private final BinaryWriter out = new BinaryWriter();

  /** An empty one. */
  public InstructionWriter() {}

  /** An instruction without immediates. */
  public InstructionWriter op(Opcode opcode) {
    if (opcode.prefix() == 0) {
      out.u8(opcode.code());
    } else {
      out.u8(opcode.prefix()).u32(opcode.code());
    }
    if (opcode.immediate() == Immediate.ZERO_BYTE) {
      out.u8(0);
    }
    return this;
  }

  /** One index: label, function, local and so on. */
  public InstructionWriter op(Opcode opcode, int index) {
    op(opcode);
    out.u32(index);
    return this;
  }

  /** Two indices in the order of the binary format, see {@link InstructionReader#index2()}. */
  public InstructionWriter op(Opcode opcode, int index, int index2) {
    op(opcode, index);
    out.u32(index2);
    return this;
  }

  /** {@code block}, {@code loop}, {@code if}. */
  public InstructionWriter block(Opcode opcode, BlockType type) {
    op(opcode);
    TypeCodes.write(out, type);
    return this;
  }

  /** {@code try_table}. */
  public InstructionWriter tryTable(BlockType type, List<InstructionReader.Catch> catches) {
    block(Opcode.TRY_TABLE, type);
    out.u32(catches.size());
    for (InstructionReader.Catch handler : catches) {
      boolean all = handler.tag() < 0;
      out.u8((all ? 2 : 0) + (handler.withReference() ? 1 : 0));
      if (!all) {
        out.u32(handler.tag());
      }
      out.u32(handler.label());
    }
    return this;
  }

  /**
   * {@code br_table}.
   *
   * @param labels the default last
   */
  public InstructionWriter brTable(int... labels) {
    op(Opcode.BR_TABLE);
    out.u32(labels.length - 1);
    for (int label : labels) {
      out.u32(label);
    }
    return this;
  }

  /**
   * A load or a store.
   *
   * @param align an exponent of two
   * @param offset unsigned
   */
  public InstructionWriter memory(Opcode opcode, int memory, int align, long offset) {
    op(opcode);
    memarg(memory, align, offset);
    return this;
  }

  /** A load or a store at its natural alignment in memory 0. */
  public InstructionWriter memory(Opcode opcode, long offset) {
    return memory(opcode, 0, opcode.naturalAlignment(), offset);
  }

  /** A load or a store of one lane. */
  public InstructionWriter memoryLane(Opcode opcode, int memory, int align, long offset, int lane) {
    op(opcode);
    memarg(memory, align, offset);
    out.u8(lane);
    return this;
  }

  public InstructionWriter lane(Opcode opcode, int lane) {
    op(opcode);
    out.u8(lane);
    return this;
  }

  public InstructionWriter i32Const(int value) {
    op(Opcode.I32_CONST);
    out.s64(value);
    return this;
  }

  public InstructionWriter i64Const(long value) {
    op(Opcode.I64_CONST);
    out.s64(value);
    return this;
  }

  public InstructionWriter f32Const(int bits) {
    op(Opcode.F32_CONST);
    out.fixed32(bits);
    return this;
  }

  public InstructionWriter f64Const(long bits) {
    op(Opcode.F64_CONST);
    out.fixed64(bits);
    return this;
  }

  /** {@code v128.const} and {@code i8x16.shuffle}. */
  public InstructionWriter v128(Opcode opcode, long low, long high) {
    op(opcode);
    out.fixed64(low).fixed64(high);
    return this;
  }

  /** {@code select} with types. */
  public InstructionWriter select(List<ValType> types) {
    op(Opcode.SELECT_T);
    out.u32(types.size());
    for (ValType type : types) {
      TypeCodes.write(out, type);
    }
    return this;
  }

  /** {@code ref.null}, {@code ref.test}, {@code ref.cast}. */
  public InstructionWriter heap(Opcode opcode, HeapType type) {
    op(opcode);
    TypeCodes.write(out, type);
    return this;
  }

  /** {@code br_on_cast} and {@code br_on_cast_fail}. */
  public InstructionWriter cast(Opcode opcode, int label, RefType from, RefType to) {
    op(opcode);
    out.u8((from.nullable() ? 1 : 0) | (to.nullable() ? 2 : 0)).u32(label);
    TypeCodes.write(out, from.heap());
    TypeCodes.write(out, to.heap());
    return this;
  }

  public InstructionWriter end() {
    return op(Opcode.END);
  }

  /** Instructions already in binary form. */
  public InstructionWriter raw(ByteSlice instructions) {
    out.bytes(instructions);
    return this;
  }

  public int size() {
    return out.size();
  }

  public ByteSlice toSlice() {
    return out.toSlice();
  }

  private void memarg(int memory, int align, long offset) {
    if (memory == 0) {
      out.u32(align);
    } else {
      out.u32(align | 0x40).u32(memory);
    }
    out.u64(offset);
  }
}

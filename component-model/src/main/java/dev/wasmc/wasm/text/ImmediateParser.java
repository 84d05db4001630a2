package dev.wasmc.wasm.text;

import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.InstructionReader;
import dev.wasmc.wasm.InstructionWriter;
import dev.wasmc.wasm.Opcode;
import dev.wasmc.wasm.RefType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What follows an instruction's word, by the shapes of {@link dev.wasmc.wasm.Immediate}, with the
 * abbreviations of the text format.
 */
final class ImmediateParser {
  private static final int SHUFFLE_LANES = 16;

  private final TextCursor in;
  private final ModuleScope scope;
  private final TypeParser types;
  private final IndexSpace locals;
  private final LabelStack labels;
  private boolean usesDataCount;

  ImmediateParser(
      TextCursor in, ModuleScope scope, TypeParser types, IndexSpace locals, LabelStack labels) {
    this.in = in;
    this.scope = scope;
    this.types = types;
    this.locals = locals;
    this.labels = labels;
  }

  boolean usesDataCount() {
    return usesDataCount;
  }

  /**
   * Reads the immediates of an instruction that is no block and no indirect call, and writes all of
   * it.
   */
  void read(Opcode opcode, InstructionWriter out) {
    switch (opcode.immediate()) {
      case NONE, VALTYPES -> select(opcode, out);
      case LABEL -> out.op(opcode, labels.expect(in));
      case LABELS -> branchTable(out);
      case FUNC -> out.op(opcode, scope.functions.expect(in));
      case TYPE -> out.op(opcode, scope.types.expect(in));
      case LOCAL -> out.op(opcode, locals.expect(in));
      case GLOBAL -> out.op(opcode, scope.globals.expect(in));
      case TABLE -> out.op(opcode, scope.tables.expectOr(in, 0));
      case TABLE_TABLE -> twoOrNone(opcode, scope.tables, out);
      case MEMORY -> out.op(opcode, scope.memories.expectOr(in, 0));
      case MEMORY_MEMORY -> twoOrNone(opcode, scope.memories, out);
      case MEMARG -> {
        int memory = scope.memories.expectOr(in, 0);
        memory(opcode, memory, out);
      }
      case MEMARG_LANE -> memoryLane(opcode, out);
      case DATA -> out.op(opcode, data());
      case DATA_MEMORY -> {
        int memory = in.peek().atIndex() ? scope.memories.expect(in) : 0;
        out.op(opcode, data(), memory);
      }
      case ELEM -> out.op(opcode, scope.elements.expect(in));
      case ELEM_TABLE -> {
        int table = in.peek().atIndex() ? scope.tables.expect(in) : 0;
        out.op(opcode, scope.elements.expect(in), table);
      }
      case TAG -> out.op(opcode, scope.tags.expect(in));
      case I32 -> out.i32Const((int) in.expectInteger(32));
      case I64 -> out.i64Const(in.expectInteger(64));
      case F32 -> out.f32Const(in.expectF32());
      case F64 -> out.f64Const(in.expectF64());
      case V128 -> {
        byte[] bytes = v128(in);
        out.v128(opcode, half(bytes, 0), half(bytes, 8));
      }
      case SHUFFLE -> {
        byte[] lanes = new byte[SHUFFLE_LANES];
        for (int i = 0; i < SHUFFLE_LANES; i++) {
          lanes[i] = (byte) in.expectU8("the number of a lane");
        }
        out.v128(opcode, half(lanes, 0), half(lanes, 8));
      }
      case LANE -> out.lane(opcode, in.expectU8("the number of a lane"));
      case HEAP -> heap(opcode, out);
      case BR_ON_CAST -> {
        int label = labels.expect(in);
        RefType from = types.refType();
        out.cast(opcode, label, from, types.refType());
      }
      case TYPE_FIELD -> {
        int type = scope.types.expect(in);
        out.op(opcode, type, scope.fieldsOf(type).expect(in));
      }
      case TYPE_COUNT -> {
        int type = scope.types.expect(in);
        out.op(opcode, type, in.expectU32());
      }
      case TYPE_DATA -> {
        int type = scope.types.expect(in);
        out.op(opcode, type, data());
      }
      case TYPE_ELEM -> {
        int type = scope.types.expect(in);
        out.op(opcode, type, scope.elements.expect(in));
      }
      case TYPE_TYPE -> {
        int type = scope.types.expect(in);
        out.op(opcode, type, scope.types.expect(in));
      }
      case ZERO_BYTE -> out.op(opcode);
      case BLOCK, TRY_TABLE, TYPE_TABLE -> throw new IllegalArgumentException(opcode.mnemonic());
    }
  }

  private void select(Opcode opcode, InstructionWriter out) {
    if (in.atOpen("result")) {
      out.select(types.results());
    } else {
      out.op(opcode);
    }
  }

  private void branchTable(InstructionWriter out) {
    int[] targets = new int[8];
    int count = 0;
    do {
      if (count == targets.length) {
        targets = Arrays.copyOf(targets, count * 2);
      }
      targets[count++] = labels.expect(in);
    } while (in.atIndex());
    out.brTable(Arrays.copyOf(targets, count));
  }

  private void twoOrNone(Opcode opcode, IndexSpace space, InstructionWriter out) {
    if (in.atIndex()) {
      int first = space.expect(in);
      out.op(opcode, first, space.expect(in));
    } else {
      out.op(opcode, 0, 0);
    }
  }

  private int data() {
    usesDataCount = true;
    return scope.datas.expect(in);
  }

  private void memory(Opcode opcode, int memory, InstructionWriter out) {
    Long offset = in.takeAssigned("offset");
    int align = alignment(opcode);
    out.memory(opcode, memory, align, offset == null ? 0 : offset);
  }

  /** A number that stands alone is the lane, not the memory. */
  private void memoryLane(Opcode opcode, InstructionWriter out) {
    TextCursor behind = in.peek();
    boolean memoryGiven =
        in.atIdentifier()
            || (in.atInteger()
                && (behind.atInteger()
                    || (behind.atKeyword()
                        && (behind.tokenText().startsWith("offset=")
                            || behind.tokenText().startsWith("align=")))));
    int memory = memoryGiven ? scope.memories.expect(in) : 0;
    Long offset = in.takeAssigned("offset");
    int align = alignment(opcode);
    int lane = in.expectU8("the number of a lane");
    out.memoryLane(opcode, memory, align, offset == null ? 0 : offset, lane);
  }

  private int alignment(Opcode opcode) {
    TextProblem problem = new TextProblem.BadAlignment(in.tokenText());
    int token = in.position();
    Long align = in.takeAssigned("align");
    if (align == null) {
      return opcode.naturalAlignment();
    }
    if (Long.bitCount(align) != 1) {
      throw in.error(problem, token);
    }
    return Long.numberOfTrailingZeros(align);
  }

  private void heap(Opcode opcode, InstructionWriter out) {
    switch (opcode) {
      case REF_TEST, REF_CAST -> {
        RefType type = types.refType();
        Opcode nullable = opcode == Opcode.REF_TEST ? Opcode.REF_TEST_NULL : Opcode.REF_CAST_NULL;
        out.heap(type.nullable() ? nullable : opcode, type.heap());
      }
      default -> out.heap(opcode, types.heapType());
    }
  }

  /** The handlers of {@code try_table}; their labels are those around it. */
  List<InstructionReader.Catch> catches() {
    List<InstructionReader.Catch> catches = new ArrayList<>();
    while (true) {
      boolean all = in.atOpen("catch_all") || in.atOpen("catch_all_ref");
      boolean reference = in.atOpen("catch_ref") || in.atOpen("catch_all_ref");
      if (!all && !reference && !in.atOpen("catch")) {
        return catches;
      }
      in.expectOpen();
      in.expectKeyword("a handler");
      int tag = all ? -1 : scope.tags.expect(in);
      catches.add(new InstructionReader.Catch(tag, reference, labels.expect(in)));
      in.expectClose();
    }
  }

  /** The 16 bytes of a vector constant, from its shape on. */
  static byte[] v128(TextCursor in) {
    BinaryWriter lanes = new BinaryWriter();
    String shape = in.expectKeyword("the shape of a vector");
    switch (shape) {
      case "i8x16" -> {
        for (int i = 0; i < 16; i++) {
          lanes.u8((int) in.expectInteger(8));
        }
      }
      case "i16x8" -> {
        for (int i = 0; i < 8; i++) {
          int lane = (int) in.expectInteger(16);
          lanes.u8(lane).u8(lane >> 8);
        }
      }
      case "i32x4" -> {
        for (int i = 0; i < 4; i++) {
          lanes.fixed32((int) in.expectInteger(32));
        }
      }
      case "i64x2" -> lanes.fixed64(in.expectInteger(64)).fixed64(in.expectInteger(64));
      case "f32x4" -> {
        for (int i = 0; i < 4; i++) {
          lanes.fixed32(in.expectF32());
        }
      }
      case "f64x2" -> lanes.fixed64(in.expectF64()).fixed64(in.expectF64());
      default -> throw in.unexpected("lanes of a shape such as i32x4, not " + shape);
    }
    return lanes.toByteArray();
  }

  /** Eight bytes, little endian. */
  static long half(byte[] bytes, int from) {
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = (value << 8) | (bytes[from + i] & 0xff);
    }
    return value;
  }
}

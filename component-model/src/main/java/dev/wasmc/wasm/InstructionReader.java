package dev.wasmc.wasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads instructions one after the other without making an object for each: {@link #next()} decodes
 * an opcode with all its immediates, the other methods say what they were. What an accessor gives
 * is defined only for the {@link Immediate} shapes that it names.
 *
 * <p>Throws {@link dev.wasmc.source.DiagnosticException} where the bytes are no instruction.
 * Nesting is not looked at.
 */
public final class InstructionReader {
  private static final int MAX_LABELS = 65_520 * 16;
  private static final int[] NO_LABELS = {};

  private final BinaryReader in;
  private int offset;
  private int index;
  private int index2;
  private long constant;
  private long constantHigh;
  private int align;
  private int lane;
  private int labelCount;
  private int[] labels = NO_LABELS;
  private BlockType blockType = BlockType.Empty.EMPTY;
  private HeapType heapType = AbstractHeapType.FUNC;
  private HeapType heapType2 = AbstractHeapType.FUNC;
  private List<ValType> valTypes = List.of();
  private List<Catch> catches = List.of();

  /** A handler of {@code try_table}: the tag is -1 where it catches all. */
  public record Catch(int tag, boolean withReference, int label) {}

  public InstructionReader(String file, ByteSlice instructions) {
    this(new BinaryReader(file, instructions));
  }

  /** Reads from where the cursor is, and leaves it behind the last instruction read. */
  public InstructionReader(BinaryReader in) {
    this.in = in;
  }

  public boolean hasNext() {
    return in.hasNext();
  }

  /** The position of the next instruction in the array. */
  public int position() {
    return in.position();
  }

  public Opcode next() {
    offset = in.position();
    int first = in.u8();
    Opcode opcode = Opcode.ofByte(first);
    if (opcode == null) {
      if (!Opcode.isPrefix(first)) {
        throw in.malformed(
            WasmProblem.Reason.UNKNOWN_OPCODE,
            offset,
            "0x" + Integer.toHexString(first) + " is no instruction");
      }
      int number = in.u32();
      opcode = Opcode.ofPrefixed(first, number);
      if (opcode == null) {
        throw in.malformed(
            WasmProblem.Reason.UNKNOWN_OPCODE,
            offset,
            "0x"
                + Integer.toHexString(first)
                + " "
                + Integer.toUnsignedString(number)
                + " is no instruction");
      }
    }
    immediates(opcode.immediate());
    return opcode;
  }

  /** Where the last instruction starts, as a position in the array. */
  public int offset() {
    return offset;
  }

  /**
   * The first index in binary order: of a label (LABEL, BR_ON_CAST), function, type, local, global,
   * table, memory (MEMARG too), data or element segment, tag. Unsigned.
   */
  public int index() {
    return index;
  }

  /**
   * The second index in binary order: the table of TYPE_TABLE and ELEM_TABLE, the source of
   * MEMORY_MEMORY and TABLE_TABLE, the memory of DATA_MEMORY, and so on.
   */
  public int index2() {
    return index2;
  }

  /**
   * I32 (sign extended), I64, the bits of F32 and F64, the low half of V128 and SHUFFLE, the offset
   * of MEMARG.
   */
  public long constant() {
    return constant;
  }

  /** The high half of V128 and SHUFFLE. */
  public long constantHigh() {
    return constantHigh;
  }

  /** The offset of MEMARG and MEMARG_LANE, unsigned. */
  public long memoryOffset() {
    return constant;
  }

  /** The alignment of MEMARG as an exponent of two, as written. */
  public int align() {
    return align;
  }

  /** LANE and MEMARG_LANE. */
  public int lane() {
    return lane;
  }

  /** LABELS: how many there are, the default at the end included. */
  public int labelCount() {
    return labelCount;
  }

  public int label(int i) {
    return labels[i];
  }

  /** BLOCK and TRY_TABLE. */
  public BlockType blockType() {
    return blockType;
  }

  /** VALTYPES. */
  public List<ValType> valTypes() {
    return valTypes;
  }

  /** HEAP, and the source type of BR_ON_CAST. */
  public HeapType heapType() {
    return heapType;
  }

  /** The target type of BR_ON_CAST. */
  public HeapType heapType2() {
    return heapType2;
  }

  /** The flags of BR_ON_CAST: bit 0, the source is nullable; bit 1, the target is. */
  public int castFlags() {
    return lane;
  }

  /** TRY_TABLE. */
  public List<Catch> catches() {
    return catches;
  }

  private void immediates(Immediate immediate) {
    switch (immediate) {
      case NONE -> {}
      case BLOCK -> blockType = TypeCodes.readBlockType(in);
      case LABEL, FUNC, TYPE, LOCAL, GLOBAL, TABLE, MEMORY, DATA, ELEM, TAG -> index = in.u32();
      case TYPE_TABLE,
          TABLE_TABLE,
          MEMORY_MEMORY,
          DATA_MEMORY,
          ELEM_TABLE,
          TYPE_FIELD,
          TYPE_COUNT,
          TYPE_DATA,
          TYPE_ELEM,
          TYPE_TYPE -> {
        index = in.u32();
        index2 = in.u32();
      }
      case LABELS -> labels();
      case MEMARG -> memarg();
      case MEMARG_LANE -> {
        memarg();
        lane = in.u8();
      }
      case I32 -> constant = in.s32();
      case I64 -> constant = in.s64();
      case F32 -> constant = in.fixed32() & 0xffffffffL;
      case F64 -> constant = in.fixed64();
      case V128, SHUFFLE -> {
        constant = in.fixed64();
        constantHigh = in.fixed64();
      }
      case LANE -> lane = in.u8();
      case VALTYPES -> valTypes = valTypeList();
      case HEAP -> heapType = TypeCodes.readHeapType(in);
      case TRY_TABLE -> {
        blockType = TypeCodes.readBlockType(in);
        catches = catchList();
      }
      case BR_ON_CAST -> {
        lane = in.u8();
        if (lane > 3) {
          throw in.malformed(WasmProblem.Reason.BAD_FLAG, offset, "bad cast flags");
        }
        index = in.u32();
        heapType = TypeCodes.readHeapType(in);
        heapType2 = TypeCodes.readHeapType(in);
      }
      case ZERO_BYTE -> {
        if (in.u8() != 0) {
          throw in.malformed(WasmProblem.Reason.BAD_FLAG, offset, "a zero byte is expected");
        }
      }
    }
  }

  private void labels() {
    labelCount = in.count(MAX_LABELS, "labels") + 1;
    if (labelCount > labels.length) {
      labels = Arrays.copyOf(labels, Math.max(Math.max(labelCount, 16), labels.length * 2));
    }
    for (int i = 0; i < labelCount; i++) {
      labels[i] = in.u32();
    }
  }

  private void memarg() {
    int at = in.position();
    int flags = in.u32();
    index = 0;
    if ((flags & 0x40) != 0) {
      flags &= ~0x40;
      index = in.u32();
    }
    if (Integer.compareUnsigned(flags, 0x40) >= 0) {
      throw in.malformed(
          WasmProblem.Reason.BAD_FLAG, at, "the flags of a memory access are out of range");
    }
    align = flags;
    constant = in.u64();
  }

  private List<ValType> valTypeList() {
    int count = in.count(1000, "types");
    List<ValType> types = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      types.add(TypeCodes.readValType(in));
    }
    return types;
  }

  private List<Catch> catchList() {
    int count = in.count(MAX_LABELS, "handlers");
    List<Catch> handlers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = in.position();
      int kind = in.u8();
      if (kind > 3) {
        throw in.malformed(WasmProblem.Reason.BAD_FLAG, at, "bad kind of handler");
      }
      int tag = kind < 2 ? in.u32() : -1;
      handlers.add(new Catch(tag, (kind & 1) != 0, in.u32()));
    }
    return handlers;
  }
}

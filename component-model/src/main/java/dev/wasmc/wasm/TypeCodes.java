package dev.wasmc.wasm;

import org.jspecify.annotations.Nullable;

/** Value, reference, heap and block types in binary form, core specification 5.3. */
public final class TypeCodes {
  private static final int REF = 0x64;
  private static final int REF_NULL = 0x63;
  private static final int EMPTY_BLOCK = 0x40;

  /** The types of a single byte, by it. */
  private static final @Nullable ValType[] SHORT = shortValTypes();

  private static final BlockType.@Nullable Result[] SHORT_RESULTS = shortResults();

  private TypeCodes() {}

  public static ValType readValType(BinaryReader in) {
    int at = in.position();
    ValType type = SHORT[in.peek()];
    if (type != null) {
      in.u8();
      return type;
    }
    int code = in.u8();
    return switch (code) {
      case REF -> new RefType(false, readHeapType(in));
      case REF_NULL -> new RefType(true, readHeapType(in));
      default ->
          throw in.malformed(
              WasmProblem.Reason.BAD_TYPE,
              at,
              "0x" + Integer.toHexString(code) + " is no value type");
    };
  }

  public static RefType readRefType(BinaryReader in) {
    int at = in.position();
    if (readValType(in) instanceof RefType type) {
      return type;
    }
    throw in.malformed(WasmProblem.Reason.BAD_TYPE, at, "a reference type is expected");
  }

  public static HeapType readHeapType(BinaryReader in) {
    int at = in.position();
    long code = in.s33();
    if (code >= 0) {
      return new ConcreteHeapType((int) code);
    }
    AbstractHeapType type = code >= -64 ? AbstractHeapType.ofCode((int) code & 0x7f) : null;
    if (type == null) {
      throw in.malformed(WasmProblem.Reason.BAD_TYPE, at, "this is no heap type");
    }
    return type;
  }

  public static BlockType readBlockType(BinaryReader in) {
    int at = in.position();
    int first = in.peek();
    if (first == EMPTY_BLOCK) {
      in.u8();
      return BlockType.Empty.EMPTY;
    }
    BlockType.Result result = SHORT_RESULTS[first];
    if (result != null) {
      in.u8();
      return result;
    }
    if (first == REF || first == REF_NULL) {
      return new BlockType.Result(readValType(in));
    }
    long index = in.s33();
    if (index < 0) {
      throw in.malformed(WasmProblem.Reason.BAD_TYPE, at, "this is no block type");
    }
    return new BlockType.Function((int) index);
  }

  public static void write(BinaryWriter out, ValType type) {
    switch (type) {
      case NumType num -> out.u8(num.code());
      case VecType vec -> out.u8(vec.code());
      case RefType(boolean nullable, AbstractHeapType heap) when nullable -> out.u8(heap.code());
      case RefType(boolean nullable, HeapType heap) -> {
        out.u8(nullable ? REF_NULL : REF);
        write(out, heap);
      }
    }
  }

  public static void write(BinaryWriter out, HeapType type) {
    switch (type) {
      case AbstractHeapType heap -> out.u8(heap.code());
      case ConcreteHeapType(int index) -> out.s64(Integer.toUnsignedLong(index));
    }
  }

  public static void write(BinaryWriter out, BlockType type) {
    switch (type) {
      case BlockType.Empty.EMPTY -> out.u8(EMPTY_BLOCK);
      case BlockType.Result(ValType result) -> write(out, result);
      case BlockType.Function(int index) -> out.s64(Integer.toUnsignedLong(index));
    }
  }

  private static @Nullable ValType[] shortValTypes() {
    @Nullable ValType[] types = new ValType[256];
    for (NumType type : NumType.values()) {
      types[type.code()] = type;
    }
    types[VecType.V128.code()] = VecType.V128;
    for (AbstractHeapType heap : AbstractHeapType.values()) {
      types[heap.code()] = new RefType(true, heap);
    }
    types[AbstractHeapType.FUNC.code()] = RefType.FUNCREF;
    types[AbstractHeapType.EXTERN.code()] = RefType.EXTERNREF;
    return types;
  }

  private static BlockType.@Nullable Result[] shortResults() {
    BlockType.@Nullable Result[] results = new BlockType.Result[SHORT.length];
    for (int code = 0; code < SHORT.length; code++) {
      ValType type = SHORT[code];
      if (type != null) {
        results[code] = new BlockType.Result(type);
      }
    }
    return results;
  }
}

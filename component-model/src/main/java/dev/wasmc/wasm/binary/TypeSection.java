package dev.wasmc.wasm.binary;

import dev.wasmc.wasm.ArrayType;
import dev.wasmc.wasm.BinaryReader;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.CompositeType;
import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.FieldType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.PackedType;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.StorageType;
import dev.wasmc.wasm.StructType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.TypeCodes;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.WasmProblem.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * The defined types of a module and the types of its imports and definitions in binary form, core
 * specification 5.3.3 and on. Components write their core types with the same bytes.
 */
public final class TypeSection {
  static final int TABLE_WITH_INIT = 0x40;

  private static final int REC = 0x4e;
  private static final int SUB = 0x50;
  private static final int SUB_FINAL = 0x4f;
  private static final int FUNC = 0x60;
  private static final int STRUCT = 0x5f;
  private static final int ARRAY = 0x5e;
  private static final int I8 = 0x78;
  private static final int I16 = 0x77;
  private static final int HAS_MAX = 1;
  private static final int SHARED = 2;
  private static final int IS_64 = 4;

  private TypeSection() {}

  /** A group of types, or one type that stands alone. */
  public static RecType recType(BinaryReader in) {
    if (in.peek() != REC) {
      return new RecType(List.of(subType(in)), false);
    }
    in.u8();
    int count = in.count(Limit.TYPES_IN_A_GROUP.max(), Limit.TYPES_IN_A_GROUP.plural());
    List<SubType> types = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      types.add(subType(in));
    }
    return new RecType(types, true);
  }

  /** A composite type, with or without its place in the subtype order. */
  public static SubType subType(BinaryReader in) {
    int form = in.peek();
    if (form != SUB && form != SUB_FINAL) {
      return SubType.of(compositeType(in));
    }
    in.u8();
    int count = in.count(Limit.SUPERTYPES.max(), Limit.SUPERTYPES.plural());
    List<Integer> supertypes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      supertypes.add(in.u32());
    }
    return new SubType(form == SUB_FINAL, supertypes, compositeType(in));
  }

  public static GlobalType globalType(BinaryReader in) {
    ValType type = TypeCodes.readValType(in);
    return new GlobalType(type, mutability(in));
  }

  public static TableType tableType(BinaryReader in) {
    RefType element = TypeCodes.readRefType(in);
    int at = in.position();
    Limits limits = limits(in);
    if (limits.shared()) {
      throw in.malformed(Reason.BAD_FLAG, at, "a table cannot be shared");
    }
    return new TableType(element, limits);
  }

  public static MemoryType memoryType(BinaryReader in) {
    return new MemoryType(limits(in));
  }

  /** What an import asks for, which a module type also says about an export. */
  public static ImportDesc importDesc(BinaryReader in) {
    return switch (kind(in, "import")) {
      case FUNC -> new ImportDesc.Func(in.u32());
      case TABLE -> new ImportDesc.Table(tableType(in));
      case MEMORY -> new ImportDesc.Memory(memoryType(in));
      case GLOBAL -> new ImportDesc.Global(globalType(in));
      case TAG -> new ImportDesc.Tag(tag(in));
    };
  }

  static ExternKind kind(BinaryReader in, String of) {
    int at = in.position();
    int code = in.u8();
    ExternKind kind = ExternKind.ofCode(code);
    if (kind == null) {
      throw in.malformed(
          Reason.BAD_FLAG, at, "0x" + Integer.toHexString(code) + " is no kind of " + of);
    }
    return kind;
  }

  static int tag(BinaryReader in) {
    int at = in.position();
    if (in.u8() != 0) {
      throw in.malformed(Reason.BAD_FLAG, at, "the attribute of a tag must be zero");
    }
    return in.u32();
  }

  private static CompositeType compositeType(BinaryReader in) {
    int at = in.position();
    int code = in.u8();
    return switch (code) {
      case FUNC -> {
        List<ValType> params = valTypes(in, Limit.PARAMS);
        yield new FuncType(params, valTypes(in, Limit.RESULTS));
      }
      case STRUCT -> {
        int count = in.count(Limit.FIELDS.max(), Limit.FIELDS.plural());
        List<FieldType> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          fields.add(fieldType(in));
        }
        yield new StructType(fields);
      }
      case ARRAY -> new ArrayType(fieldType(in));
      default ->
          throw in.malformed(
              Reason.BAD_TYPE, at, "0x" + Integer.toHexString(code) + " starts no type");
    };
  }

  private static List<ValType> valTypes(BinaryReader in, Limit limit) {
    int count = in.count(limit.max(), limit.plural());
    List<ValType> types = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      types.add(TypeCodes.readValType(in));
    }
    return types;
  }

  private static FieldType fieldType(BinaryReader in) {
    StorageType storage =
        switch (in.peek()) {
          case I8 -> {
            in.u8();
            yield PackedType.I8;
          }
          case I16 -> {
            in.u8();
            yield PackedType.I16;
          }
          default -> TypeCodes.readValType(in);
        };
    return new FieldType(storage, mutability(in));
  }

  private static boolean mutability(BinaryReader in) {
    int at = in.position();
    int code = in.u8();
    if (code > 1) {
      throw in.malformed(Reason.BAD_FLAG, at, "the mutability must be 0 or 1");
    }
    return code == 1;
  }

  private static Limits limits(BinaryReader in) {
    int at = in.position();
    int flags = in.u8();
    if (flags > (HAS_MAX | SHARED | IS_64)) {
      throw in.malformed(Reason.BAD_FLAG, at, "the flags of limits must be from 0 to 7");
    }
    boolean is64 = (flags & IS_64) != 0;
    long min = in.u64();
    Long max = (flags & HAS_MAX) != 0 ? in.u64() : null;
    return new Limits(min, max, (flags & SHARED) != 0, is64);
  }

  public static void write(BinaryWriter out, RecType group) {
    if (group.explicit() || group.types().size() != 1) {
      out.u8(REC).u32(group.types().size());
    }
    for (SubType type : group.types()) {
      write(out, type);
    }
  }

  public static void write(BinaryWriter out, SubType type) {
    if (!type.isPlain()) {
      out.u8(type.isFinal() ? SUB_FINAL : SUB).u32(type.supertypes().size());
      type.supertypes().forEach(out::u32);
    }
    switch (type.composite()) {
      case FuncType(List<ValType> params, List<ValType> results) -> {
        out.u8(FUNC);
        write(out, params);
        write(out, results);
      }
      case StructType(List<FieldType> fields) -> {
        out.u8(STRUCT).u32(fields.size());
        fields.forEach(field -> write(out, field));
      }
      case ArrayType(FieldType element) -> {
        out.u8(ARRAY);
        write(out, element);
      }
    }
  }

  public static void write(BinaryWriter out, GlobalType type) {
    TypeCodes.write(out, type.type());
    out.u8(type.mutable() ? 1 : 0);
  }

  public static void write(BinaryWriter out, TableType type) {
    TypeCodes.write(out, type.element());
    write(out, type.limits());
  }

  public static void write(BinaryWriter out, MemoryType type) {
    write(out, type.limits());
  }

  public static void write(BinaryWriter out, ImportDesc desc) {
    out.u8(desc.kind().code());
    switch (desc) {
      case ImportDesc.Func func -> out.u32(func.typeIndex());
      case ImportDesc.Table table -> write(out, table.type());
      case ImportDesc.Memory memory -> write(out, memory.type());
      case ImportDesc.Global global -> write(out, global.type());
      case ImportDesc.Tag tag -> writeTag(out, tag.typeIndex());
    }
  }

  static void writeTag(BinaryWriter out, int typeIndex) {
    out.u8(0).u32(typeIndex);
  }

  private static void write(BinaryWriter out, List<ValType> types) {
    out.u32(types.size());
    types.forEach(type -> TypeCodes.write(out, type));
  }

  private static void write(BinaryWriter out, FieldType field) {
    switch (field.storage()) {
      case PackedType.I8 -> out.u8(I8);
      case PackedType.I16 -> out.u8(I16);
      case ValType type -> TypeCodes.write(out, type);
    }
    out.u8(field.mutable() ? 1 : 0);
  }

  private static void write(BinaryWriter out, Limits limits) {
    Long max = limits.max();
    out.u8(
            (max == null ? 0 : HAS_MAX)
                | (limits.shared() ? SHARED : 0)
                | (limits.is64() ? IS_64 : 0))
        .u64(limits.min());
    if (max != null) {
      out.u64(max);
    }
  }
}

package dev.wasmc.wasm.validate;

import dev.wasmc.wasm.AbstractHeapType;
import dev.wasmc.wasm.ArrayType;
import dev.wasmc.wasm.CompositeType;
import dev.wasmc.wasm.ConcreteHeapType;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.FieldType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.HeapType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.PackedType;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.StructType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.VecType;
import dev.wasmc.wasm.binary.Limit;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a module, checked, and value types as integers, so that a validator compares them
 * without objects.
 *
 * <p>A code is one of the constants, or {@link #REF} with {@link #NULLABLE} or not and a heap type:
 * the ordinal of an abstract one, or {@link #CONCRETE} plus the index of a type. Equal types have
 * equal codes, since the index is that of the first type of the module that is the same: two groups
 * are the same where they agree in all but their place (core specification 3.1.4, "rolled up").
 */
final class TypeTable {
  /** A value of unreachable code, which matches everything. */
  static final int BOTTOM = 0;

  static final int I32 = 1;
  static final int I64 = 2;
  static final int F32 = 3;
  static final int F64 = 4;
  static final int V128 = 5;
  static final int I8 = 6;
  static final int I16 = 7;
  static final int REF = 1 << 30;
  static final int NULLABLE = 1 << 29;
  static final int CONCRETE = 16;
  static final int[] NO_TYPES = {};
  static final int FUNCREF = code(true, AbstractHeapType.FUNC);
  static final int EXNREF = code(true, AbstractHeapType.EXN);

  private static final int HEAP = NULLABLE - 1;
  private static final int[][] SINGLES = {{I32}, {I64}, {F32}, {F64}, {V128}, {FUNCREF}};
  private static final AbstractHeapType[] ABSTRACT = AbstractHeapType.values();

  /**
   * What is behind a type index. For a struct or an array, {@code operands} are the storage types
   * of the fields.
   */
  static final class Shape {
    final CompositeType composite;
    final int[] operands;
    final int[] results;
    final boolean[] mutable;

    private Shape(CompositeType composite, int[] operands, int[] results, boolean[] mutable) {
      this.composite = composite;
      this.operands = operands;
      this.results = results;
      this.mutable = mutable;
    }

    boolean isFunction() {
      return composite instanceof FuncType;
    }

    boolean isStruct() {
      return composite instanceof StructType;
    }

    boolean isArray() {
      return composite instanceof ArrayType;
    }
  }

  private final Reporter reporter;
  private final int count;
  private final Shape[] shapes;
  private final SubType[] subTypes;
  private final int[] canonical;
  private final int[] parent;
  private final int[] depth;
  private final Map<IntBuffer, Integer> groups = new HashMap<>();

  TypeTable(Reporter reporter, List<RecType> types, int count) {
    this.reporter = reporter;
    this.count = count;
    this.shapes = new Shape[count];
    this.subTypes = new SubType[count];
    this.canonical = new int[count];
    this.parent = new int[count];
    this.depth = new int[count];
    int base = 0;
    for (int group = 0; group < types.size(); group++) {
      add(group, base, types.get(group));
      base += types.get(group).types().size();
    }
  }

  int count() {
    return count;
  }

  /**
   * @param index unsigned
   * @return null where there is no such type
   */
  @Nullable Shape shape(int index) {
    return index < 0 || index >= count ? null : shapes[index];
  }

  /** The nullable or other reference to the type of that index. */
  int reference(boolean nullable, int index) {
    return REF | (nullable ? NULLABLE : 0) | CONCRETE + canonical[index];
  }

  /** Whether two indices stand for the same type. */
  boolean same(int index, int other) {
    return canonical[index] == canonical[other];
  }

  static int code(NumType type) {
    return switch (type) {
      case I32 -> I32;
      case I64 -> I64;
      case F32 -> F32;
      case F64 -> F64;
    };
  }

  static int code(boolean nullable, AbstractHeapType heap) {
    return REF | (nullable ? NULLABLE : 0) | heap.ordinal();
  }

  /** A list of one, shared where the type is not of the module's own; not to be changed. */
  static int[] single(int code) {
    for (int[] shared : SINGLES) {
      if (shared[0] == code) {
        return shared;
      }
    }
    return new int[] {code};
  }

  static boolean isReference(int code) {
    return (code & REF) != 0;
  }

  static boolean isDefaultable(int code) {
    return !isReference(code) || (code & NULLABLE) != 0;
  }

  /**
   * The code of a type, whose feature must be on.
   *
   * @param section what to name in a message, with {@code item}
   */
  int code(ValType type, SectionId section, int item) {
    return switch (type) {
      case NumType num -> code(num);
      case VecType.V128 -> {
        reporter.require(Feature.SIMD, section, item, "the type v128");
        yield V128;
      }
      case RefType(boolean nullable, HeapType heap) ->
          reference(nullable, heap, count, section, item);
    };
  }

  private int reference(boolean nullable, HeapType heap, int visible, SectionId section, int item) {
    switch (heap) {
      case AbstractHeapType type -> {
        reporter.require(
            feature(nullable, type), section, item, "the type " + new RefType(nullable, heap));
        return code(nullable, type);
      }
      case ConcreteHeapType(int index) -> {
        reporter.require(
            Feature.FUNCTION_REFERENCES, section, item, "the type " + new RefType(nullable, heap));
        if (index < 0 || index >= visible) {
          throw reporter.invalid(
              InvalidReason.UNKNOWN_TYPE,
              section,
              item,
              "there is no type " + Integer.toUnsignedString(index));
        }
        return reference(nullable, index);
      }
    }
  }

  private static Feature feature(boolean nullable, AbstractHeapType type) {
    return switch (type) {
      case FUNC, EXTERN -> nullable ? Feature.REFERENCE_TYPES : Feature.FUNCTION_REFERENCES;
      case EXN, NOEXN -> Feature.EXCEPTIONS;
      case NOFUNC, NOEXTERN, NONE, ANY, EQ, I31, STRUCT, ARRAY -> Feature.GC;
    };
  }

  /** Whether a value of the first type can stand where the second is expected. */
  boolean matches(int sub, int sup) {
    if (sub == sup || sub == BOTTOM) {
      return true;
    }
    if ((sub & sup & REF) == 0) {
      return false;
    }
    return ((sub & NULLABLE) == 0 || (sup & NULLABLE) != 0) && heapMatches(sub & HEAP, sup & HEAP);
  }

  private boolean heapMatches(int sub, int sup) {
    if (sub == sup) {
      return true;
    }
    if (sub >= CONCRETE) {
      return sup >= CONCRETE
          ? inherits(sub - CONCRETE, sup - CONCRETE)
          : abstractMatches(top(sub - CONCRETE), abstractHeap(sup));
    }
    if (sup < CONCRETE) {
      return abstractMatches(abstractHeap(sub), abstractHeap(sup));
    }
    AbstractHeapType bottom =
        shapes[sup - CONCRETE].isFunction() ? AbstractHeapType.NOFUNC : AbstractHeapType.NONE;
    return abstractHeap(sub) == bottom;
  }

  private AbstractHeapType top(int index) {
    return switch (shapes[index].composite) {
      case FuncType func -> AbstractHeapType.FUNC;
      case StructType struct -> AbstractHeapType.STRUCT;
      case ArrayType array -> AbstractHeapType.ARRAY;
    };
  }

  private static AbstractHeapType abstractHeap(int ordinal) {
    return ABSTRACT[ordinal];
  }

  private static boolean abstractMatches(AbstractHeapType sub, AbstractHeapType sup) {
    if (sub == sup) {
      return true;
    }
    return switch (sup) {
      case ANY ->
          switch (sub) {
            case EQ, I31, STRUCT, ARRAY, NONE -> true;
            default -> false;
          };
      case EQ ->
          switch (sub) {
            case I31, STRUCT, ARRAY, NONE -> true;
            default -> false;
          };
      case I31, STRUCT, ARRAY -> sub == AbstractHeapType.NONE;
      case FUNC -> sub == AbstractHeapType.NOFUNC;
      case EXTERN -> sub == AbstractHeapType.NOEXTERN;
      case EXN -> sub == AbstractHeapType.NOEXN;
      case NONE, NOFUNC, NOEXTERN, NOEXN -> false;
    };
  }

  private boolean inherits(int sub, int sup) {
    for (int at = sub; at >= 0; at = parent[at]) {
      if (canonical[at] == sup) {
        return true;
      }
    }
    return false;
  }

  boolean matches(int[] sub, int[] sup) {
    if (sub.length != sup.length) {
      return false;
    }
    for (int i = 0; i < sub.length; i++) {
      if (!matches(sub[i], sup[i])) {
        return false;
      }
    }
    return true;
  }

  /** As it is written in the text format. */
  String print(int code) {
    if (isReference(code)) {
      int heap = code & HEAP;
      HeapType type = heap >= CONCRETE ? new ConcreteHeapType(heap - CONCRETE) : abstractHeap(heap);
      return new RefType((code & NULLABLE) != 0, type).toString();
    }
    return switch (code) {
      case BOTTOM -> "any type";
      case V128 -> VecType.V128.toString();
      case I8 -> "i8";
      case I16 -> "i16";
      default -> NumType.values()[code - I32].toString();
    };
  }

  private void add(int group, int base, RecType rec) {
    int size = rec.types().size();
    if (rec.explicit() || size != 1) {
      reporter.require(Feature.GC, SectionId.TYPE, group, "a group of types");
    }
    for (int i = 0; i < size; i++) {
      SubType type = rec.types().get(i);
      canonical[base + i] = base + i;
      parent[base + i] = -1;
      if (!type.isPlain()) {
        reporter.require(
            Feature.GC, SectionId.TYPE, group, "a type with a place in the subtype order");
      }
      subTypes[base + i] = type;
      for (int supertype : type.supertypes()) {
        if (supertype < 0 || supertype >= base + i) {
          throw reporter.invalid(
              InvalidReason.UNKNOWN_TYPE,
              SectionId.TYPE,
              group,
              "the supertype "
                  + Integer.toUnsignedString(supertype)
                  + " does not stand in front of its subtype");
        }
        parent[base + i] = supertype;
        depth[base + i] = depth[supertype] + 1;
        if (depth[base + i] > Limit.SUBTYPE_DEPTH.max()) {
          throw reporter.overLimit(Limit.SUBTYPE_DEPTH, depth[base + i], SectionId.TYPE, group);
        }
      }
    }
    for (int i = 0; i < size; i++) {
      shapes[base + i] = shape(rec.types().get(i).composite(), base + size, group);
    }
    Integer same = groups.putIfAbsent(key(base, size), base);
    if (same != null) {
      for (int i = 0; i < size; i++) {
        canonical[base + i] = same + i;
      }
      for (int i = 0; i < size; i++) {
        shapes[base + i] = shape(rec.types().get(i).composite(), base + size, group);
      }
    }
    for (int i = 0; i < size; i++) {
      checkSupertype(base + i, group);
    }
  }

  private Shape shape(CompositeType composite, int visible, int group) {
    switch (composite) {
      case FuncType(List<ValType> params, List<ValType> results) -> {
        if (results.size() > 1) {
          reporter.require(
              Feature.MULTI_VALUE, SectionId.TYPE, group, "a function with more than one result");
        }
        return new Shape(
            composite,
            codes(params, visible, group),
            codes(results, visible, group),
            new boolean[0]);
      }
      case StructType(List<FieldType> fields) -> {
        reporter.require(Feature.GC, SectionId.TYPE, group, "a struct type");
        return fields(composite, fields, visible, group);
      }
      case ArrayType(FieldType element) -> {
        reporter.require(Feature.GC, SectionId.TYPE, group, "an array type");
        return fields(composite, List.of(element), visible, group);
      }
    }
  }

  private Shape fields(CompositeType composite, List<FieldType> fields, int visible, int group) {
    int[] storage = new int[fields.size()];
    boolean[] mutable = new boolean[fields.size()];
    for (int i = 0; i < storage.length; i++) {
      FieldType field = fields.get(i);
      storage[i] =
          switch (field.storage()) {
            case PackedType.I8 -> I8;
            case PackedType.I16 -> I16;
            case ValType type -> codeWithin(type, visible, group);
          };
      mutable[i] = field.mutable();
    }
    return new Shape(composite, storage, NO_TYPES, mutable);
  }

  private int[] codes(List<ValType> types, int visible, int group) {
    if (types.isEmpty()) {
      return NO_TYPES;
    }
    int[] codes = new int[types.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codeWithin(types.get(i), visible, group);
    }
    return codes;
  }

  private int codeWithin(ValType type, int visible, int group) {
    return type instanceof RefType(boolean nullable, HeapType heap)
        ? reference(nullable, heap, visible, SectionId.TYPE, group)
        : code(type, SectionId.TYPE, group);
  }

  /** The group as numbers, with references into the group itself counted from its start. */
  private IntBuffer key(int base, int size) {
    int length = 0;
    for (int i = base; i < base + size; i++) {
      length += 5 + shapes[i].operands.length + shapes[i].mutable.length + shapes[i].results.length;
    }
    IntBuffer words = IntBuffer.allocate(length);
    for (int i = base; i < base + size; i++) {
      Shape shape = shapes[i];
      words.put(subTypes[i].isFinal() ? 1 : 0);
      words.put(parent[i] < 0 ? 0 : relative(CONCRETE + canonical[parent[i]], base));
      words.put(shape.isFunction() ? 0 : shape.isStruct() ? 1 : 2);
      words.put(shape.operands.length);
      for (int code : shape.operands) {
        words.put(relative(code, base));
      }
      for (boolean mutable : shape.mutable) {
        words.put(mutable ? 1 : 0);
      }
      words.put(shape.results.length);
      for (int code : shape.results) {
        words.put(relative(code, base));
      }
    }
    return words.flip();
  }

  private static int relative(int code, int base) {
    int heap = code & HEAP;
    if (heap < CONCRETE + base) {
      return code;
    }
    return Integer.MIN_VALUE | (code & ~HEAP) | heap - base;
  }

  private void checkSupertype(int index, int group) {
    int supertype = parent[index];
    if (supertype < 0) {
      return;
    }
    Shape sub = shapes[index];
    Shape sup = shapes[supertype];
    boolean fits =
        switch (sub.composite) {
          case FuncType func ->
              sup.isFunction()
                  && matches(sup.operands, sub.operands)
                  && matches(sub.results, sup.results);
          case StructType struct ->
              sup.isStruct() && sub.operands.length >= sup.operands.length && fieldsMatch(sub, sup);
          case ArrayType array -> sup.isArray() && fieldsMatch(sub, sup);
        };
    if (subTypes[supertype].isFinal() || !fits) {
      throw reporter.invalid(
          InvalidReason.SUB_TYPE,
          SectionId.TYPE,
          group,
          "type " + index + " cannot be a sub type of type " + supertype);
    }
  }

  private boolean fieldsMatch(Shape sub, Shape sup) {
    for (int i = 0; i < sup.operands.length; i++) {
      boolean fits =
          sub.mutable[i] == sup.mutable[i]
              && (sub.mutable[i]
                  ? sub.operands[i] == sup.operands[i]
                  : matches(sub.operands[i], sup.operands[i]));
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}

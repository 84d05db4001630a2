package dev.wasmc.wasm.text;

import dev.wasmc.wasm.AbstractHeapType;
import dev.wasmc.wasm.ArrayType;
import dev.wasmc.wasm.CompositeType;
import dev.wasmc.wasm.ConcreteHeapType;
import dev.wasmc.wasm.FieldType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.HeapType;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.PackedType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.StorageType;
import dev.wasmc.wasm.StructType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.VecType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types of core modules, core specification 6.4. */
public final class TypeParser {
  private static final Map<String, ValType> VALUE_TYPES = new HashMap<>();
  private static final Map<String, AbstractHeapType> HEAP_TYPES = new HashMap<>();

  static {
    for (NumType type : NumType.values()) {
      VALUE_TYPES.put(type.toString(), type);
    }
    VALUE_TYPES.put(VecType.V128.toString(), VecType.V128);
    for (AbstractHeapType type : AbstractHeapType.values()) {
      HEAP_TYPES.put(type.keyword(), type);
      VALUE_TYPES.put(type.nullableReference(), new RefType(true, type));
    }
    VALUE_TYPES.put(RefType.FUNCREF.toString(), RefType.FUNCREF);
    VALUE_TYPES.put(RefType.EXTERNREF.toString(), RefType.EXTERNREF);
  }

  private final TextCursor in;
  private final IndexSpace types;

  /**
   * @param types what the identifiers of types are looked up in
   */
  public TypeParser(TextCursor in, IndexSpace types) {
    this.in = in;
    this.types = types;
  }

  private @Nullable ValType shortType() {
    return in.atKeyword() ? VALUE_TYPES.get(in.tokenText()) : null;
  }

  /** Whether a reference type stands at a cursor. */
  static boolean atRefType(TextCursor at) {
    return at.atOpen("ref")
        || (at.atKeyword() && VALUE_TYPES.get(at.tokenText()) instanceof RefType);
  }

  public ValType valType() {
    ValType type = shortType();
    if (type != null) {
      in.expectKeyword("a value type");
      return type;
    }
    if (in.atOpen("ref")) {
      return refType();
    }
    throw in.unexpected("a value type");
  }

  public RefType refType() {
    if (shortType() instanceof RefType type) {
      in.expectKeyword("a reference type");
      return type;
    }
    if (!in.takeOpen("ref")) {
      throw in.unexpected("a reference type");
    }
    boolean nullable = in.take("null");
    RefType type = new RefType(nullable, heapType());
    in.expectClose();
    return type;
  }

  HeapType heapType() {
    if (in.atIndex()) {
      return new ConcreteHeapType(types.expect(in));
    }
    AbstractHeapType type = in.atKeyword() ? HEAP_TYPES.get(in.tokenText()) : null;
    if (type == null) {
      throw in.unexpected("a heap type");
    }
    in.expectKeyword("a heap type");
    return type;
  }

  /** Parameters and results, which may be none. */
  public FuncType signature() {
    return signature(new ArrayList<>());
  }

  /** A function type within its parentheses, the opening one and its word already taken. */
  private FuncType signature(List<TypeUse.@Nullable Parameter> parameters) {
    List<ValType> params = new ArrayList<>();
    while (in.takeOpen("param")) {
      int token = in.position();
      String identifier = in.takeIdentifier();
      String annotated = in.takeNameAnnotation();
      if (identifier != null || annotated != null) {
        parameters.add(new TypeUse.Parameter(identifier, annotated, token));
        params.add(valType());
      } else {
        while (!in.atClose()) {
          parameters.add(null);
          params.add(valType());
        }
      }
      in.expectClose();
    }
    return new FuncType(params, results());
  }

  List<ValType> results() {
    List<ValType> results = new ArrayList<>();
    while (in.takeOpen("result")) {
      while (!in.atClose()) {
        results.add(valType());
      }
      in.expectClose();
    }
    return results;
  }

  /**
   * A function type where it is used, which may be left out altogether.
   *
   * @param names whether parameters may have identifiers
   */
  public TypeUse typeUse(boolean names) {
    Integer index = null;
    if (in.takeOpen("type")) {
      index = types.expect(in);
      in.expectClose();
    }
    if (!in.atOpen("param") && !in.atOpen("result")) {
      return new TypeUse(index, null, List.of());
    }
    List<TypeUse.@Nullable Parameter> parameters = new ArrayList<>();
    FuncType inline = signature(parameters);
    for (TypeUse.Parameter parameter : parameters) {
      if (!names && parameter != null) {
        throw in.error(
            new TextProblem.UnexpectedToken("a name", "a value type"), parameter.token());
      }
    }
    return new TypeUse(index, inline, parameters);
  }

  /**
   * What stands behind a type's identifier: a composite type, or a subtype of others.
   *
   * @param fields takes the identifiers of a struct's fields
   */
  public SubType subType(IndexSpace fields) {
    if (!in.takeOpen("sub")) {
      return SubType.of(compositeType(fields));
    }
    boolean isFinal = in.take("final");
    List<Integer> supertypes = new ArrayList<>();
    while (in.atIndex()) {
      supertypes.add(types.expect(in));
    }
    SubType type = new SubType(isFinal, supertypes, compositeType(fields));
    in.expectClose();
    return type;
  }

  private CompositeType compositeType(IndexSpace fields) {
    CompositeType type;
    if (in.takeOpen("func")) {
      IndexSpace names = new IndexSpace("parameter");
      List<TypeUse.@Nullable Parameter> parameters = new ArrayList<>();
      type = signature(parameters);
      for (TypeUse.Parameter parameter : parameters) {
        int index = names.add();
        if (parameter != null && parameter.identifier() != null) {
          names.bind(in, parameter.identifier(), index, parameter.token());
        }
      }
    } else if (in.takeOpen("struct")) {
      type = structType(fields);
    } else if (in.takeOpen("array")) {
      type = new ArrayType(fieldType());
    } else {
      throw in.unexpected("a function, struct or array type");
    }
    in.expectClose();
    return type;
  }

  private StructType structType(IndexSpace names) {
    List<FieldType> fields = new ArrayList<>();
    while (in.takeOpen("field")) {
      if (in.atIdentifier()) {
        names.define(in);
        fields.add(fieldType());
      } else {
        while (!in.atClose()) {
          names.add();
          fields.add(fieldType());
        }
      }
      in.expectClose();
    }
    return new StructType(fields);
  }

  private FieldType fieldType() {
    boolean mutable = in.takeOpen("mut");
    FieldType type = new FieldType(storageType(), mutable);
    if (mutable) {
      in.expectClose();
    }
    return type;
  }

  private StorageType storageType() {
    if (in.take("i8")) {
      return PackedType.I8;
    }
    return in.take("i16") ? PackedType.I16 : valType();
  }

  public GlobalType globalType() {
    boolean mutable = in.takeOpen("mut");
    GlobalType type = new GlobalType(valType(), mutable);
    if (mutable) {
      in.expectClose();
    }
    return type;
  }

  /** The word for the type of addresses if it stands here: whether it is i64. */
  boolean addressType() {
    return !in.take("i32") && in.take("i64");
  }

  public TableType tableType() {
    Limits limits = limits(addressType(), false);
    return new TableType(refType(), limits);
  }

  public MemoryType memoryType() {
    return new MemoryType(limits(addressType(), true));
  }

  private Limits limits(boolean is64, boolean sharing) {
    long min = in.expectU64();
    Long max = in.atInteger() ? (Long) in.expectU64() : null;
    return new Limits(min, max, sharing && in.take("shared"), is64);
  }
}

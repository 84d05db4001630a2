package dev.wasmc.wasm.text;

import dev.wasmc.wasm.ArrayType;
import dev.wasmc.wasm.ConcreteHeapType;
import dev.wasmc.wasm.FieldType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.HeapType;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.PackedType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.StructType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.TableType;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.text.TextWriter.Identifiers;
import java.util.List;
import java.util.Map;

/** Types of core modules as text. */
public final class TypePrinter {
  private final TextWriter out;
  private final Identifiers types;

  /**
   * @param types the identifiers of the type index space
   */
  public TypePrinter(TextWriter out, Identifiers types) {
    this.out = out;
    this.types = types;
  }

  public TextWriter valType(ValType type) {
    if (type instanceof RefType(boolean nullable, ConcreteHeapType heap)) {
      return out.add(nullable ? "(ref null " : "(ref ")
          .add(types.reference(heap.typeIndex()))
          .add(")");
    }
    return out.add(type.toString());
  }

  TextWriter heapType(HeapType type) {
    return out.add(
        type instanceof ConcreteHeapType(int index) ? types.reference(index) : type.toString());
  }

  /** Parameters and results, each group with a space in front. */
  void signature(FuncType type, Identifiers params, boolean named) {
    if (named) {
      for (int i = 0; i < type.params().size(); i++) {
        out.add(" (param").add(params.optional(i)).add(" ");
        valType(type.params().get(i)).add(")");
      }
    } else {
      group(" (param", type.params());
    }
    group(" (result", type.results());
  }

  void group(String word, List<ValType> list) {
    if (!list.isEmpty()) {
      out.add(word);
      for (ValType type : list) {
        out.add(" ");
        valType(type);
      }
      out.add(")");
    }
  }

  /** What stands behind a type's identifier. */
  public void subType(SubType type, Map<Integer, String> fieldNames) {
    if (!type.isPlain()) {
      out.add(type.isFinal() ? "(sub final" : "(sub");
      for (int supertype : type.supertypes()) {
        out.add(" ").add(types.reference(supertype));
      }
      out.add(" ");
    }
    switch (type.composite()) {
      case FuncType function -> {
        out.add("(func");
        signature(function, new Identifiers(Map.of()), false);
      }
      case StructType(List<FieldType> fields) -> {
        Identifiers names = new Identifiers(fieldNames);
        out.add("(struct");
        for (int i = 0; i < fields.size(); i++) {
          out.add(" (field");
          String name = names.optional(i);
          out.add(name.startsWith(" $") ? name : "").add(" ");
          field(fields.get(i));
          out.add(")");
        }
      }
      case ArrayType(FieldType element) -> {
        out.add("(array ");
        field(element);
      }
    }
    out.add(type.isPlain() ? ")" : "))");
  }

  private void field(FieldType field) {
    out.add(field.mutable() ? "(mut " : "");
    switch (field.storage()) {
      case PackedType.I8 -> out.add("i8");
      case PackedType.I16 -> out.add("i16");
      case ValType type -> valType(type);
    }
    out.add(field.mutable() ? ")" : "");
  }

  public void tableType(TableType type) {
    limits(type.limits());
    out.add(" ");
    valType(type.element());
  }

  public void memoryType(MemoryType type) {
    limits(type.limits());
  }

  private void limits(Limits limits) {
    out.add(limits.is64() ? "i64 " : "").add(Long.toUnsignedString(limits.min()));
    if (limits.max() != null) {
      out.add(" ").add(Long.toUnsignedString(limits.max()));
    }
    out.add(limits.shared() ? " shared" : "");
  }

  public void globalType(GlobalType type) {
    out.add(type.mutable() ? "(mut " : "");
    valType(type.type());
    out.add(type.mutable() ? ")" : "");
  }
}

package dev.wasmc.component.binary;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CoreTypeDef.ModuleDeclarator;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefType.Declarator;
import dev.wasmc.component.DefType.Labeled;
import dev.wasmc.component.DefValType;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.ValTypeRef;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.TypeCodes;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.binary.TypeSection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what {@link TypeReader} reads. */
final class TypeWriter {
  private TypeWriter() {}

  static void write(BinaryWriter out, DefType type) {
    switch (type) {
      case DefValType value -> write(out, value);
      case DefType.FuncTypeDecl(boolean async, List<Labeled> params, ValTypeRef result) -> {
        out.u8(async ? ComponentCodes.ASYNC_FUNC : ComponentCodes.FUNC);
        labeled(out, params);
        resultList(out, result);
      }
      case DefType.ComponentTypeDecl(List<Declarator> declarators) ->
          declarators(out.u8(ComponentCodes.COMPONENT), declarators);
      case DefType.InstanceTypeDecl(List<Declarator> declarators) ->
          declarators(out.u8(ComponentCodes.INSTANCE), declarators);
      case DefType.ResourceTypeDecl(ValType rep, Integer destructor) -> {
        TypeCodes.write(out.u8(ComponentCodes.RESOURCE), rep);
        out.u8(destructor == null ? 0 : 1);
        if (destructor != null) {
          out.u32(destructor);
        }
      }
    }
  }

  private static void write(BinaryWriter out, DefValType type) {
    switch (type) {
      case DefValType.Primitive(PrimitiveType primitive) -> out.u8(primitive.code());
      case DefValType.Record(List<Labeled> fields) ->
          labeled(out.u8(ComponentCodes.RECORD), fields);
      case DefValType.Variant(List<DefValType.Case> cases) -> {
        out.u8(ComponentCodes.VARIANT).u32(cases.size());
        for (DefValType.Case each : cases) {
          out.name(each.label());
          optional(out, each.type());
          out.u8(0);
        }
      }
      case DefValType.ListOf(ValTypeRef element) -> write(out.u8(ComponentCodes.LIST), element);
      case DefValType.FixedList(ValTypeRef element, int length) -> {
        write(out.u8(ComponentCodes.FIXED_LIST), element);
        out.u32(length);
      }
      case DefValType.Tuple(List<ValTypeRef> elements) -> {
        out.u8(ComponentCodes.TUPLE).u32(elements.size());
        elements.forEach(element -> write(out, element));
      }
      case DefValType.Flags(List<String> labels) -> labels(out.u8(ComponentCodes.FLAGS), labels);
      case DefValType.Enumeration(List<String> labels) ->
          labels(out.u8(ComponentCodes.ENUM), labels);
      case DefValType.Option(ValTypeRef element) -> write(out.u8(ComponentCodes.OPTION), element);
      case DefValType.Result(ValTypeRef ok, ValTypeRef error) -> {
        optional(out.u8(ComponentCodes.RESULT), ok);
        optional(out, error);
      }
      case DefValType.Own(int resource) -> out.u8(ComponentCodes.OWN).u32(resource);
      case DefValType.Borrow(int resource) -> out.u8(ComponentCodes.BORROW).u32(resource);
      case DefValType.Stream(ValTypeRef element) ->
          optional(out.u8(ComponentCodes.STREAM), element);
      case DefValType.Future(ValTypeRef element) ->
          optional(out.u8(ComponentCodes.FUTURE), element);
      case DefValType.MapOf(ValTypeRef key, ValTypeRef value) -> {
        write(out.u8(ComponentCodes.MAP), key);
        write(out, value);
      }
    }
  }

  private static void declarators(BinaryWriter out, List<Declarator> declarators) {
    out.u32(declarators.size());
    for (Declarator declarator : declarators) {
      switch (declarator) {
        case Declarator.CoreType(CoreTypeDef type) ->
            write(out.u8(ComponentCodes.DECL_CORE_TYPE), type);
        case Declarator.Type(var type) -> write(out.u8(ComponentCodes.DECL_TYPE), type.type());
        case Declarator.AliasDecl(var alias) ->
            DefinitionWriter.write(out.u8(ComponentCodes.DECL_ALIAS), alias);
        case Declarator.ImportDecl imported -> {
          DefinitionWriter.write(out.u8(ComponentCodes.DECL_IMPORT), imported.name());
          DefinitionWriter.write(out, imported.desc());
        }
        case Declarator.ExportDecl export -> {
          DefinitionWriter.write(out.u8(ComponentCodes.DECL_EXPORT), export.name());
          DefinitionWriter.write(out, export.desc());
        }
      }
    }
  }

  static void write(BinaryWriter out, CoreTypeDef type) {
    switch (type.type()) {
      case CoreTypeDef.Core(RecType group) -> {
        boolean ambiguous = !group.explicit() && !group.types().getFirst().isFinal();
        TypeSection.write(ambiguous ? out.u8(ComponentCodes.SUB_ESCAPE) : out, group);
      }
      case CoreTypeDef.ModuleTypeDecl(List<ModuleDeclarator> declarators) -> {
        out.u8(ComponentCodes.MODULE).u32(declarators.size());
        declarators.forEach(declarator -> write(out, declarator));
      }
    }
  }

  private static void write(BinaryWriter out, ModuleDeclarator declarator) {
    switch (declarator) {
      case ModuleDeclarator.ImportDecl(var imported) -> {
        out.u8(ComponentCodes.MODULE_DECL_IMPORT).name(imported.module()).name(imported.name());
        TypeSection.write(out, imported.desc());
      }
      case ModuleDeclarator.Type(CoreTypeDef type) -> {
        out.u8(ComponentCodes.MODULE_DECL_TYPE);
        switch (type.type()) {
          case CoreTypeDef.Core(RecType group) -> TypeSection.write(out, group);
          case CoreTypeDef.ModuleTypeDecl _ -> write(out, type);
        }
      }
      case ModuleDeclarator.OuterAlias(int count, int index) ->
          out.u8(ComponentCodes.MODULE_DECL_ALIAS)
              .u8(CoreSort.TYPE.code())
              .u8(ComponentCodes.MODULE_ALIAS_OUTER)
              .u32(count)
              .u32(index);
      case ModuleDeclarator.ExportDecl(String name, var desc) ->
          TypeSection.write(out.u8(ComponentCodes.MODULE_DECL_EXPORT).name(name), desc);
    }
  }

  private static void labeled(BinaryWriter out, List<Labeled> items) {
    out.u32(items.size());
    for (Labeled item : items) {
      out.name(item.label());
      write(out, item.type());
    }
  }

  private static void labels(BinaryWriter out, List<String> labels) {
    out.u32(labels.size());
    labels.forEach(out::name);
  }

  static void write(BinaryWriter out, ValTypeRef type) {
    switch (type) {
      case PrimitiveType primitive -> out.u8(primitive.code());
      case ValTypeRef.Index(int index) -> out.s64(Integer.toUnsignedLong(index));
    }
  }

  private static void optional(BinaryWriter out, @Nullable ValTypeRef type) {
    out.u8(type == null ? 0 : 1);
    if (type != null) {
      write(out, type);
    }
  }

  static void resultList(BinaryWriter out, @Nullable ValTypeRef type) {
    if (type == null) {
      out.u8(1).u8(0);
    } else {
      write(out.u8(0), type);
    }
  }
}

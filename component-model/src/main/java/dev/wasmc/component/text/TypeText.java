package dev.wasmc.component.text;

import dev.wasmc.component.Alias;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefValType;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.Sort;
import dev.wasmc.component.ValTypeRef;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.text.TextWriter;
import dev.wasmc.wasm.text.TypePrinter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types of components as text. */
final class TypeText {
  private static final Sort CORE_TYPE = new Sort.Core(CoreSort.TYPE);

  private final TextWriter out;
  private PrintScope scope;

  TypeText(TextWriter out, PrintScope scope) {
    this.out = out;
    this.scope = scope;
  }

  PrintScope scope() {
    return scope;
  }

  void scope(PrintScope current) {
    scope = current;
  }

  /** What a type definition defines. */
  void type(DefType type) {
    switch (type) {
      case DefValType.Primitive(PrimitiveType primitive) -> out.add(primitive.keyword());
      case DefValType value -> {
        out.add("(");
        value(value);
        out.add(")");
      }
      case DefType.FuncTypeDecl(boolean async, List<DefType.Labeled> params, var result) -> {
        out.add(async ? "(func async" : "(func");
        labeled(" (param ", params);
        optional(" (result ", result, ")");
        out.add(")");
      }
      case DefType.ComponentTypeDecl(List<DefType.Declarator> declarators) ->
          declarators("(component", declarators);
      case DefType.InstanceTypeDecl(List<DefType.Declarator> declarators) ->
          declarators("(instance", declarators);
      case DefType.ResourceTypeDecl(var rep, var destructor) -> {
        out.add("(resource (rep ");
        coreTypes().valType(rep).add(")");
        if (destructor != null) {
          out.add(" (dtor (core func ").add(scope.core(CoreSort.FUNC, destructor)).add("))");
        }
        out.add(")");
      }
    }
  }

  private void value(DefValType type) {
    switch (type) {
      case DefValType.Primitive(PrimitiveType primitive) -> out.add(primitive.keyword());
      case DefValType.Record(var fields) -> {
        out.add("record");
        labeled(" (field ", fields);
      }
      case DefValType.Variant(var cases) -> {
        out.add("variant");
        for (DefValType.Case variant : cases) {
          out.add(" (case ").name(variant.label());
          optional(" ", variant.type(), ")");
          out.add(variant.type() == null ? ")" : "");
        }
      }
      case DefValType.ListOf(var element) -> ref(out.add("list "), element);
      case DefValType.FixedList(var element, int length) ->
          ref(out.add("list "), element).add(" ").add(length);
      case DefValType.Tuple(var elements) -> {
        out.add("tuple");
        elements.forEach(element -> ref(out.add(" "), element));
      }
      case DefValType.Flags(var labels) -> labels(out.add("flags"), labels);
      case DefValType.Enumeration(var labels) -> labels(out.add("enum"), labels);
      case DefValType.Option(var element) -> ref(out.add("option "), element);
      case DefValType.Result(var ok, var error) -> {
        out.add("result");
        optional(" ", ok, "");
        optional(" (error ", error, ")");
      }
      case DefValType.Own(int resource) ->
          out.add("own ").add(scope.reference(Sort.TYPE, resource));
      case DefValType.Borrow(int resource) ->
          out.add("borrow ").add(scope.reference(Sort.TYPE, resource));
      case DefValType.Stream(var element) -> optional(" ", element, "", "stream");
      case DefValType.Future(var element) -> optional(" ", element, "", "future");
      case DefValType.MapOf(var key, var value) -> ref(ref(out.add("map "), key).add(" "), value);
    }
  }

  private void optional(String before, @Nullable ValTypeRef type, String after, String word) {
    out.add(word);
    optional(before, type, after);
  }

  private void optional(String before, @Nullable ValTypeRef type, String after) {
    if (type != null) {
      ref(out.add(before), type).add(after);
    }
  }

  private static void labels(TextWriter out, List<String> labels) {
    labels.forEach(label -> out.add(" ").name(label));
  }

  private void labeled(String open, List<DefType.Labeled> list) {
    for (DefType.Labeled one : list) {
      ref(out.add(open).name(one.label()).add(" "), one.type()).add(")");
    }
  }

  private TextWriter ref(TextWriter to, ValTypeRef type) {
    return switch (type) {
      case PrimitiveType primitive -> to.add(primitive.keyword());
      case ValTypeRef.Index(int index) -> to.add(scope.reference(Sort.TYPE, index));
    };
  }

  TextWriter valType(ValTypeRef type) {
    return ref(out, type);
  }

  TypePrinter coreTypes() {
    return new TypePrinter(out, scope.identifiers(CORE_TYPE));
  }

  private void declarators(String open, List<DefType.Declarator> declarators) {
    PrintScope outer = scope;
    scope = new PrintScope(null);
    out.add(open).indent();
    for (DefType.Declarator declarator : declarators) {
      out.line();
      switch (declarator) {
        case DefType.Declarator.CoreType(CoreTypeDef type) -> coreType(type);
        case DefType.Declarator.Type(var type) -> typeField(type.type());
        case DefType.Declarator.AliasDecl(Alias alias) -> alias(alias);
        case DefType.Declarator.ImportDecl(ExternName name, ExternDesc desc, int _) -> {
          externName(out.add("(import "), name).add(" ");
          described(desc);
          out.add(")");
        }
        case DefType.Declarator.ExportDecl(ExternName name, ExternDesc desc, int _) -> {
          externName(out.add("(export "), name).add(" ");
          described(desc);
          out.add(")");
        }
      }
    }
    out.outdent().line(")");
    scope = outer;
  }

  /** A whole type definition. Its index is taken behind it, but printed in front. */
  void typeField(DefType type) {
    out.add("(type").add(scope.next(Sort.TYPE)).add(" ");
    type(type);
    out.add(")");
    scope.take(Sort.TYPE);
  }

  /** {@code (sort i? desc)} with the next index of its sort. */
  void described(ExternDesc desc) {
    Sort sort = sort(desc);
    out.add("(").add(sort.keyword()).add(scope.next(sort)).add(" ");
    desc(desc);
    out.add(")");
    scope.take(sort);
  }

  static Sort sort(ExternDesc desc) {
    return switch (desc) {
      case ExternDesc.CoreModule module -> Sort.CORE_MODULE;
      case ExternDesc.Func func -> Sort.FUNC;
      case ExternDesc.ValueEq value -> Sort.VALUE;
      case ExternDesc.Value value -> Sort.VALUE;
      case ExternDesc.TypeEq type -> Sort.TYPE;
      case ExternDesc.SubResource.SUB_RESOURCE -> Sort.TYPE;
      case ExternDesc.Component component -> Sort.COMPONENT;
      case ExternDesc.Instance instance -> Sort.INSTANCE;
    };
  }

  /**
   * The type that an export is given, with a space in front; it is made before the export takes its
   * index.
   */
  String ascription(ExternDesc desc) {
    TextWriter text = new TextWriter().add(" (").add(sort(desc).keyword()).add(" ");
    new TypeText(text, scope).desc(desc);
    return text.add(")").toString();
  }

  /** What stands behind the sort. */
  private void desc(ExternDesc desc) {
    switch (desc) {
      case ExternDesc.CoreModule(int type) ->
          out.add("(type ").add(scope.core(CoreSort.TYPE, type)).add(")");
      case ExternDesc.Func(int type) -> typeUse(type);
      case ExternDesc.ValueEq(int value) ->
          out.add("(eq ").add(scope.reference(Sort.VALUE, value)).add(")");
      case ExternDesc.Value(PrimitiveType type) -> ref(out, type);
      case ExternDesc.Value(ValTypeRef.Index(int type)) -> typeUse(type);
      case ExternDesc.TypeEq(int type) ->
          out.add("(eq ").add(scope.reference(Sort.TYPE, type)).add(")");
      case ExternDesc.SubResource.SUB_RESOURCE -> out.add("(sub resource)");
      case ExternDesc.Component(int type) -> typeUse(type);
      case ExternDesc.Instance(int type) -> typeUse(type);
    }
  }

  void typeUse(int type) {
    out.add("(type ").add(scope.reference(Sort.TYPE, type)).add(")");
  }

  TextWriter externName(TextWriter to, ExternName name) {
    to.name(name.name());
    name.implementsInterface().ifPresent(text -> to.add(" (implements ").name(text).add(")"));
    name.versionSuffix().ifPresent(text -> to.add(" (version-suffix ").name(text).add(")"));
    name.externalId().ifPresent(text -> to.add(" (external-id ").name(text).add(")"));
    return to;
  }

  void alias(Alias alias) {
    Sort sort = alias.sort();
    switch (alias) {
      case Alias.InstanceExport(Sort _, int instance, String name, int _) ->
          out.add("(alias export ")
              .add(scope.reference(Sort.INSTANCE, instance))
              .add(" ")
              .name(name);
      case Alias.CoreInstanceExport(CoreSort _, int instance, String name, int _) ->
          out.add("(alias core export ")
              .add(scope.core(CoreSort.INSTANCE, instance))
              .add(" ")
              .name(name);
      case Alias.Outer(Sort _, int count, int index, int _) ->
          out.add("(alias outer ").add(count).add(" ").add(index);
    }
    out.add(" (").add(sort.keyword()).add(scope.define(sort)).add("))");
  }

  void coreType(CoreTypeDef definition) {
    switch (definition.type()) {
      case CoreTypeDef.Core(var group) when group.explicit() -> {
        out.add("(core rec").indent();
        for (SubType type : group.types()) {
          out.line("(type").add(scope.define(CORE_TYPE)).add(" ");
          coreTypes().subType(type, Map.of());
          out.add(")");
        }
        out.outdent().line(")");
      }
      case CoreTypeDef.Core(var group) -> {
        out.add("(core type").add(scope.define(CORE_TYPE)).add(" ");
        coreTypes().subType(group.types().getFirst(), Map.of());
        out.add(")");
      }
      case CoreTypeDef.ModuleTypeDecl(var declarators) -> {
        out.add("(core type").add(scope.define(CORE_TYPE)).add(" (module").indent();
        PrintScope outer = scope;
        scope = new PrintScope(null);
        declarators.forEach(this::moduleDeclarator);
        scope = outer;
        out.outdent().line("))");
      }
    }
  }

  private void moduleDeclarator(CoreTypeDef.ModuleDeclarator declarator) {
    out.line();
    switch (declarator) {
      case CoreTypeDef.ModuleDeclarator.ImportDecl(Import imported) -> {
        out.add("(import ").name(imported.module()).add(" ").name(imported.name()).add(" ");
        coreDesc(imported.desc());
        out.add(")");
      }
      case CoreTypeDef.ModuleDeclarator.Type(CoreTypeDef type) -> moduleType(type);
      case CoreTypeDef.ModuleDeclarator.OuterAlias(int count, int index) ->
          out.add("(alias outer ")
              .add(count)
              .add(" ")
              .add(index)
              .add(" (type")
              .add(scope.define(CORE_TYPE))
              .add("))");
      case CoreTypeDef.ModuleDeclarator.ExportDecl(String name, ImportDesc desc) -> {
        out.add("(export ").name(name).add(" ");
        coreDesc(desc);
        out.add(")");
      }
    }
  }

  /** Inside module types there is no word core in front. */
  private void moduleType(CoreTypeDef definition) {
    if (!(definition.type() instanceof CoreTypeDef.Core(var group))) {
      coreType(definition);
      return;
    }
    if (group.explicit()) {
      out.add("(rec");
    }
    for (SubType type : group.types()) {
      out.add(group.explicit() ? " " : "").add("(type").add(scope.define(CORE_TYPE)).add(" ");
      coreTypes().subType(type, Map.of());
      out.add(")");
    }
    out.add(group.explicit() ? ")" : "");
  }

  private void coreDesc(ImportDesc desc) {
    out.add("(").add(desc.kind().keyword()).add(" ");
    switch (desc) {
      case ImportDesc.Func(int type) -> out.add("(type ").add(type).add(")");
      case ImportDesc.Tag(int type) -> out.add("(type ").add(type).add(")");
      case ImportDesc.Table(var type) -> coreTypes().tableType(type);
      case ImportDesc.Memory(var type) -> coreTypes().memoryType(type);
      case ImportDesc.Global(var type) -> coreTypes().globalType(type);
    }
    out.add(")");
  }
}

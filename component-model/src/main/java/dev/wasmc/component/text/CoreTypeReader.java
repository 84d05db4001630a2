package dev.wasmc.component.text;

import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.Sort;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.text.IndexSpace;
import dev.wasmc.wasm.text.TextCursor;
import dev.wasmc.wasm.text.TypeParser;
import dev.wasmc.wasm.text.TypeUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Core types inside components, module types among them. */
final class CoreTypeReader {
  private static final Sort CORE_TYPE = new Sort.Core(CoreSort.TYPE);

  private final TextCursor in;
  private final References references;

  CoreTypeReader(TextCursor in, References references) {
    this.in = in;
    this.references = references;
  }

  /** {@code core type} or {@code core rec}, inside its parentheses. */
  void field(int at) {
    in.expect("core");
    if (in.take("rec")) {
      recursive(at);
      return;
    }
    in.expect("type");
    Scope scope = references.scope();
    Scope.Binding binding = Scope.Binding.take(in);
    if (in.takeOpen("module")) {
      CoreTypeDef.Type type = moduleType(binding.identifier());
      in.expectClose();
      scope.add(new CoreTypeDef(type, at));
      scope.define(in, CORE_TYPE, binding);
    } else {
      scope.define(in, CORE_TYPE, binding);
      scope.add(
          new CoreTypeDef(new CoreTypeDef.Core(new RecType(List.of(subType(scope)), false)), at));
    }
  }

  /** A core type may refer to itself, so its identifier is bound first. */
  private SubType subType(Scope scope) {
    return new TypeParser(in, scope.coreTypes()).subType(new IndexSpace("field"));
  }

  private void recursive(int at) {
    Scope scope = references.scope();
    int first = in.rawPosition();
    while (in.atOpen()) {
      int end = in.groupEnd();
      in.expectOpen("type");
      scope.define(in, CORE_TYPE, Scope.Binding.take(in));
      in.moveTo(end);
    }
    in.moveTo(first);
    List<SubType> types = new ArrayList<>();
    while (in.takeOpen("type")) {
      in.takeIdentifier();
      in.takeNameAnnotation();
      types.add(subType(scope));
      in.expectClose();
    }
    scope.add(new CoreTypeDef(new CoreTypeDef.Core(new RecType(types, true)), at));
  }

  /** A module type where it is used: {@code (type i)}, or written in place. */
  int moduleTypeUse() {
    int at = in.offset();
    TextCursor ahead = in.peek();
    if (in.atOpen("type")) {
      ahead.expectKeyword("type");
      if (ahead.atIndex() && ahead.peek().atClose()) {
        in.expectOpen("type");
        int index = references.index(CORE_TYPE);
        in.expectClose();
        return index;
      }
    }
    CoreTypeDef.Type type = moduleType(null);
    references.scope().add(new CoreTypeDef(type, at));
    return references.scope().define(in, CORE_TYPE, Scope.Binding.NONE);
  }

  private CoreTypeDef.ModuleTypeDecl moduleType(@Nullable String name) {
    Scope outer = references.scope();
    Scope scope = Scope.moduleType(outer, name);
    references.scope(scope);
    Map<FuncType, Integer> functions = new HashMap<>();
    while (!in.atClose()) {
      int at = in.offset();
      in.expectOpen();
      if (in.take("type")) {
        int index = scope.define(in, CORE_TYPE, Scope.Binding.take(in));
        SubType type = subType(scope);
        scope.add(new CoreTypeDef(new CoreTypeDef.Core(new RecType(List.of(type), false)), at));
        if (type.isPlain() && type.composite() instanceof FuncType function) {
          functions.put(function, index);
        }
      } else if (in.take("rec")) {
        recursive(at);
      } else if (in.take("alias")) {
        outerAlias(scope);
      } else if (in.take("import")) {
        String module = in.expectName();
        String field = in.expectName();
        ImportDesc desc = desc(at, scope, functions);
        scope
            .moduleDeclarators()
            .add(new CoreTypeDef.ModuleDeclarator.ImportDecl(new Import(module, field, desc)));
      } else if (in.take("export")) {
        String field = in.expectName();
        ImportDesc desc = desc(at, scope, functions);
        scope.moduleDeclarators().add(new CoreTypeDef.ModuleDeclarator.ExportDecl(field, desc));
      } else {
        throw in.unexpected("a type, an alias, an import or an export");
      }
      in.expectClose();
    }
    references.scope(outer);
    return new CoreTypeDef.ModuleTypeDecl(scope.moduleDeclarators());
  }

  private void outerAlias(Scope scope) {
    in.expect("outer");
    Scope.Outer outer = Scope.Outer.take(in, scope);
    int index = outer.index(in, CORE_TYPE);
    in.expectOpen();
    in.take("core");
    in.expect("type");
    Scope.Binding binding = Scope.Binding.take(in);
    in.expectClose();
    scope
        .moduleDeclarators()
        .add(new CoreTypeDef.ModuleDeclarator.OuterAlias(outer.count(), index));
    scope.define(in, CORE_TYPE, binding);
  }

  private ImportDesc desc(int at, Scope scope, Map<FuncType, Integer> functions) {
    TypeParser types = new TypeParser(in, scope.coreTypes());
    in.expectOpen();
    String word = in.expectKeyword("func, table, memory, global or tag");
    Scope.Binding.take(in);
    ImportDesc desc =
        switch (word) {
          case "func" -> new ImportDesc.Func(functionType(at, scope, types, functions));
          case "table" -> new ImportDesc.Table(types.tableType());
          case "memory" -> new ImportDesc.Memory(types.memoryType());
          case "global" -> new ImportDesc.Global(types.globalType());
          case "tag" -> new ImportDesc.Tag(functionType(at, scope, types, functions));
          default -> throw in.unexpected("func, table, memory, global or tag in front of this");
        };
    in.expectClose();
    return desc;
  }

  private int functionType(
      int at, Scope scope, TypeParser types, Map<FuncType, Integer> functions) {
    TypeUse use = types.typeUse(true);
    if (use.index() != null) {
      return use.index();
    }
    FuncType type = use.inline() == null ? new FuncType(List.of(), List.of()) : use.inline();
    Integer known = functions.get(type);
    if (known != null) {
      return known;
    }
    scope.add(new CoreTypeDef(new CoreTypeDef.Core(RecType.of(type)), at));
    return scope.define(in, CORE_TYPE, Scope.Binding.NONE);
  }
}

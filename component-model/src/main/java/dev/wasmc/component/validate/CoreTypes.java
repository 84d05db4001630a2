package dev.wasmc.component.validate;

import dev.wasmc.component.ComponentProblem.Rule;
import dev.wasmc.component.CoreInstanceDef;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CoreTypeDef.ModuleDeclarator;
import dev.wasmc.component.types.CoreExternType;
import dev.wasmc.component.types.CoreSubtyping;
import dev.wasmc.component.types.Mismatch;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.ModuleType.CoreImport;
import dev.wasmc.component.validate.ValidatedComponent.CoreTypeEntry;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.ArrayType;
import dev.wasmc.wasm.ConcreteHeapType;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.FieldType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.StorageType;
import dev.wasmc.wasm.StructType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.validate.ModuleValidator;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Core types, modules and instances as components see them.
 *
 * <p>Core types are checked by the validator of modules, as parts of a module that is made for it.
 * Types that refer to other types by index have no meaning outside their module here, so they are
 * refused where modules are linked.
 */
final class CoreTypes {
  private static final int MAX_CHECKED_TOGETHER = 10_000;

  private final String file;
  private final Reporter reporter;
  private final Features features;

  CoreTypes(String file, Reporter reporter, Features features) {
    this.file = file;
    this.reporter = reporter;
    this.features = features;
  }

  void add(Scope scope, CoreTypeDef definition) {
    int at = definition.at();
    switch (definition.type()) {
      case CoreTypeDef.Core(RecType group) -> {
        scope.coreGroups.add(group);
        if (!isSimple(group)) {
          checkReferences(scope, group, at);
          if (scope.coreGroups.size() > MAX_CHECKED_TOGETHER) {
            throw reporter.overLimit(
                at, "the number of core types that refer to each other", MAX_CHECKED_TOGETHER);
          }
          check(scope.coreGroups, List.of(), at);
        }
        group.types().forEach(type -> scope.coreTypes.add(new CoreTypeEntry.Core(type)));
      }
      case CoreTypeDef.ModuleTypeDecl(List<ModuleDeclarator> declarators) ->
          scope.addCoreType(new CoreTypeEntry.Module(moduleType(scope, declarators, at)));
    }
  }

  /** Adds a core type of another scope, whose indices would mean something else here. */
  void addAliased(Scope scope, CoreTypeEntry type, int at) {
    if (type instanceof CoreTypeEntry.Core(SubType core)
        && references(core).findAny().isPresent()) {
      throw reporter.error(
          new WasmProblem.Unsupported(
              Feature.GC, "an alias of a core type that refers to other types"),
          at);
    }
    scope.addCoreType(type);
  }

  private void checkReferences(Scope scope, RecType group, int at) {
    group.types().stream()
        .flatMapToInt(CoreTypes::references)
        .forEach(index -> {
          if (index >= 0
              && index < scope.coreTypes.size()
              && scope.coreTypes.get(index) instanceof CoreTypeEntry.Module) {
            throw reporter.invalid(
                Rule.CORE_TYPE,
                at,
                "core type " + index + " is a module type and cannot be referred to");
          }
        });
  }

  private static IntStream references(SubType type) {
    Stream<? extends StorageType> parts =
        switch (type.composite()) {
          case FuncType function -> types(function);
          case StructType struct -> struct.fields().stream().map(FieldType::storage);
          case ArrayType array -> Stream.of(array.element().storage());
        };
    IntStream heaps =
        parts
            .mapMulti((StorageType part, Consumer<Integer> to) -> {
              if (part instanceof RefType reference
                  && reference.heap() instanceof ConcreteHeapType(int index)) {
                to.accept(index);
              }
            })
            .mapToInt(Integer::intValue);
    return IntStream.concat(heaps, type.supertypes().stream().mapToInt(Integer::intValue));
  }

  /** Whether there is nothing to check. */
  private static boolean isSimple(RecType group) {
    return !group.explicit()
        && group.types().size() == 1
        && group.types().getFirst().isPlain()
        && group.types().getFirst().composite() instanceof FuncType function
        && types(function).allMatch(NumType.class::isInstance);
  }

  private static Stream<ValType> types(FuncType function) {
    return Stream.concat(function.params().stream(), function.results().stream());
  }

  private void check(List<RecType> groups, List<Import> imports, int at) {
    CoreModule module =
        new CoreModule(
            groups, imports, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null,
            List.of(), null, List.of(), List.of(), List.of(), null);
    try {
      ModuleValidator.check(file, module, features);
    } catch (DiagnosticException invalid) {
      throw reporter.error(invalid.first().problem(), at);
    }
  }

  private ModuleType moduleType(Scope scope, List<ModuleDeclarator> declarators, int at) {
    List<RecType> groups = new ArrayList<>();
    List<SubType> types = new ArrayList<>();
    List<Import> mentioned = new ArrayList<>();
    List<CoreImport> imports = new ArrayList<>();
    SequencedMap<String, CoreExternType> exports = new LinkedHashMap<>();
    for (ModuleDeclarator declarator : declarators) {
      switch (declarator) {
        case ModuleDeclarator.Type(CoreTypeDef type) -> {
          if (!(type.type() instanceof CoreTypeDef.Core(RecType group))) {
            throw reporter.invalid(
                Rule.CORE_TYPE, type.at(), "a module type must not contain a module type");
          }
          groups.add(group);
          types.addAll(group.types());
        }
        case ModuleDeclarator.OuterAlias(int count, int index) -> {
          SubType type = aliased(scope, types, count, index, at);
          groups.add(new RecType(List.of(type), false));
          types.add(type);
        }
        case ModuleDeclarator.ImportDecl(Import imported) -> {
          mentioned.add(imported);
          imports.add(
              new CoreImport(
                  imported.module(), imported.name(), resolve(types, imported.desc(), at)));
        }
        case ModuleDeclarator.ExportDecl(String name, ImportDesc desc) -> {
          mentioned.add(new Import("", name, desc));
          if (exports.put(name, resolve(types, desc, at)) != null) {
            throw reporter.invalid(
                Rule.DUPLICATE_NAME, at, "a module type exports \"" + name + "\" twice");
          }
        }
      }
    }
    check(groups, mentioned, at);
    return new ModuleType(unique(imports, at), exports);
  }

  private SubType aliased(Scope scope, List<SubType> local, int count, int index, int at) {
    if (count == 0) {
      if (index < 0 || index >= local.size()) {
        throw unknownType(index, at);
      }
      return local.get(index);
    }
    Scope target = scope;
    for (long i = Integer.toUnsignedLong(count) - 1; i > 0; i--) {
      target = target.parent;
      if (target == null) {
        throw reporter.invalid(
            Rule.OUTER_ALIAS,
            at,
            "there are fewer than "
                + Integer.toUnsignedString(count)
                + " components and types around");
      }
    }
    if (target.coreType(index, at) instanceof CoreTypeEntry.Core(SubType type)) {
      return type;
    }
    throw reporter.invalid(Rule.CORE_TYPE, at, "a module type must not contain a module type");
  }

  private DiagnosticException unknownType(int index, int at) {
    return reporter.invalid(
        Rule.UNKNOWN_INDEX,
        at,
        "there is no core type " + Integer.toUnsignedString(index) + " in the module type");
  }

  private CoreExternType resolve(List<SubType> types, ImportDesc desc, int at) {
    return linkable(
        switch (desc) {
          case ImportDesc.Func(int index) -> new CoreExternType.Func(function(types, index, at));
          case ImportDesc.Tag(int index) -> new CoreExternType.Tag(function(types, index, at));
          case ImportDesc.Table(var type) -> new CoreExternType.Table(type);
          case ImportDesc.Memory(var type) -> new CoreExternType.Memory(type);
          case ImportDesc.Global(var type) -> new CoreExternType.Global(type);
        },
        at);
  }

  private FuncType function(List<SubType> types, int index, int at) {
    if (index < 0 || index >= types.size()) {
      throw unknownType(index, at);
    }
    if (types.get(index).composite() instanceof FuncType function) {
      return function;
    }
    throw reporter.invalid(
        Rule.WRONG_SORT,
        at,
        "core type " + Integer.toUnsignedString(index) + " is no function type");
  }

  private CoreExternType linkable(CoreExternType type, int at) {
    boolean refers =
        switch (type) {
          case CoreExternType.Func(FuncType function) ->
              types(function).anyMatch(CoreTypes::isConcrete);
          case CoreExternType.Tag(FuncType function) ->
              types(function).anyMatch(CoreTypes::isConcrete);
          case CoreExternType.Table(var table) -> isConcrete(table.element());
          case CoreExternType.Global(var global) -> isConcrete(global.type());
          case CoreExternType.Memory _ -> false;
        };
    if (refers) {
      throw reporter.error(
          new WasmProblem.Unsupported(
              Feature.GC, "a type index in an import or export of a module"),
          at);
    }
    return type;
  }

  private static boolean isConcrete(ValType type) {
    return type instanceof RefType reference && reference.heap() instanceof ConcreteHeapType;
  }

  private List<CoreImport> unique(List<CoreImport> imports, int at) {
    Map<String, Set<String>> seen = new HashMap<>();
    for (CoreImport each : imports) {
      if (!seen.computeIfAbsent(each.module(), module -> new HashSet<>()).add(each.name())) {
        throw reporter.invalid(
            Rule.DUPLICATE_NAME,
            at,
            "a module inside a component imports \""
                + each.module()
                + "\" \""
                + each.name()
                + "\" twice");
      }
    }
    return imports;
  }

  /** The type of a module that is defined inside a component. */
  ModuleType typeOf(ValidatedModule valid, int at) {
    CoreModule module = valid.module();
    List<FuncType> tags = new ArrayList<>();
    int functions = 0;
    int tables = 0;
    int memories = 0;
    int globals = 0;
    List<CoreImport> imports = new ArrayList<>();
    for (Import each : module.imports()) {
      CoreExternType type =
          switch (each.desc()) {
            case ImportDesc.Func _ -> new CoreExternType.Func(valid.functions().get(functions++));
            case ImportDesc.Table _ -> new CoreExternType.Table(valid.tables().get(tables++));
            case ImportDesc.Memory _ -> new CoreExternType.Memory(valid.memories().get(memories++));
            case ImportDesc.Global _ -> new CoreExternType.Global(valid.globals().get(globals++));
            case ImportDesc.Tag(int index) -> {
              tags.add(valid.types().get(index));
              yield new CoreExternType.Tag(tags.getLast());
            }
          };
      imports.add(new CoreImport(each.module(), each.name(), linkable(type, at)));
    }
    module.tags().forEach(index -> tags.add(valid.types().get(index)));
    SequencedMap<String, CoreExternType> exports = new LinkedHashMap<>();
    for (Export each : module.exports()) {
      CoreExternType type =
          switch (each.kind()) {
            case FUNC -> new CoreExternType.Func(valid.functions().get(each.index()));
            case TABLE -> new CoreExternType.Table(valid.tables().get(each.index()));
            case MEMORY -> new CoreExternType.Memory(valid.memories().get(each.index()));
            case GLOBAL -> new CoreExternType.Global(valid.globals().get(each.index()));
            case TAG -> new CoreExternType.Tag(tags.get(each.index()));
          };
      exports.put(each.name(), linkable(type, at));
    }
    return new ModuleType(unique(imports, at), exports);
  }

  void addInstance(Scope scope, CoreInstanceDef definition) {
    int at = definition.at();
    scope.coreInstances.add(
        switch (definition.expr()) {
          case CoreInstanceDef.Instantiate(int module, var args) ->
              instantiate(scope, scope.coreModule(module, at), args, at);
          case CoreInstanceDef.FromExports(var exports) -> {
            SequencedMap<String, CoreExternType> types = new LinkedHashMap<>();
            for (CoreInstanceDef.InlineExport each : exports) {
              if (types.put(each.name(), scope.coreExtern(each.sort(), each.index(), at)) != null) {
                throw reporter.invalid(
                    Rule.DUPLICATE_NAME,
                    at,
                    "a core instance exports \"" + each.name() + "\" twice");
              }
            }
            yield types;
          }
        });
  }

  private SequencedMap<String, CoreExternType> instantiate(
      Scope scope, ModuleType module, List<CoreInstanceDef.Arg> args, int at) {
    Map<String, SequencedMap<String, CoreExternType>> given = new HashMap<>();
    for (CoreInstanceDef.Arg arg : args) {
      if (given.put(arg.name(), scope.coreInstance(arg.instance(), at)) != null) {
        throw reporter.invalid(
            Rule.DUPLICATE_NAME, at, "the argument \"" + arg.name() + "\" is given twice");
      }
    }
    for (CoreImport needed : module.imports()) {
      SequencedMap<String, CoreExternType> instance = given.get(needed.module());
      if (instance == null) {
        throw reporter.invalid(
            Rule.MISSING_ARGUMENT,
            at,
            "the module needs an argument \"" + needed.module() + "\", which is not given");
      }
      CoreExternType found = instance.get(needed.name());
      if (found == null) {
        throw reporter.invalid(
            Rule.UNKNOWN_EXPORT,
            at,
            "the argument \""
                + needed.module()
                + "\" has no export \""
                + needed.name()
                + "\", which the module imports");
      }
      Optional<Mismatch> mismatch = CoreSubtyping.check(found, needed.type());
      if (mismatch.isPresent()) {
        throw reporter.mismatch(
            at,
            "the export \"" + needed.name() + "\" of the argument \"" + needed.module() + "\"",
            mismatch.get());
      }
    }
    return module.exports();
  }

  void alias(Scope scope, CoreSort sort, int instance, String name, int at) {
    CoreExternType type = scope.coreInstance(instance, at).get(name);
    if (type == null) {
      throw reporter.invalid(
          Rule.UNKNOWN_EXPORT,
          at,
          "core instance "
              + Integer.toUnsignedString(instance)
              + " has no export \""
              + name
              + "\"");
    }
    boolean fits =
        switch (type) {
          case CoreExternType.Func _ -> sort == CoreSort.FUNC;
          case CoreExternType.Table _ -> sort == CoreSort.TABLE;
          case CoreExternType.Memory _ -> sort == CoreSort.MEMORY;
          case CoreExternType.Global _ -> sort == CoreSort.GLOBAL;
          case CoreExternType.Tag _ -> sort == CoreSort.TAG;
        };
    if (!fits) {
      throw reporter.invalid(
          Rule.WRONG_SORT, at, "the export \"" + name + "\" is no core " + sort.keyword());
    }
    scope.addCoreExtern(type);
  }
}

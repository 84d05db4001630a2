package dev.wasmc.component.build;

import dev.wasmc.component.CoreTypeDef;
import dev.wasmc.component.CoreTypeDef.ModuleDeclarator;
import dev.wasmc.component.DefType;
import dev.wasmc.component.DefType.Labeled;
import dev.wasmc.component.DefValType;
import dev.wasmc.component.ExternDesc;
import dev.wasmc.component.ExternName;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.Sort;
import dev.wasmc.component.ValTypeRef;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.CoreExternType;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.RecType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns types into definitions of one scope: a component, or the inside of a component type or
 * instance type.
 *
 * <p>A scope knows type objects by the names they got in it: from imports and exports made here,
 * from instances whose exports are aliased once they are needed, and from calls of {@link #name}.
 * Inner scopes reach named types of outer ones by outer aliases. A type without a name is defined
 * in each scope that needs it. A resource type without a name is "some resource" where it is an
 * import or export itself, and an error anywhere else; so a resource type object that was imported
 * once is the same resource wherever it appears.
 *
 * <p>Recursion goes as deep as the types are nested.
 */
public final class TypeEncoder {
  /**
   * Where a named type is: an index, or an export of an instance that becomes one once it is
   * needed.
   */
  private static final class Ref {
    private static final int UNKNOWN = -1;

    private int index;
    private final int instance;
    private final String export;

    private Ref(int index, int instance, String export) {
      this.index = index;
      this.instance = instance;
      this.export = export;
    }

    static Ref of(int index) {
      return new Ref(index, UNKNOWN, "");
    }

    static Ref export(int instance, String name) {
      return new Ref(UNKNOWN, instance, name);
    }

    int index(TypeSpace space) {
      if (index == UNKNOWN) {
        index = space.aliasExport(Sort.TYPE, instance, export);
      }
      return index;
    }
  }

  private final TypeSpace space;
  private final @Nullable TypeEncoder outer;
  private final IdentityHashMap<Object, Ref> named = new IdentityHashMap<>();
  private final IdentityHashMap<AnyType, Integer> unnamed = new IdentityHashMap<>();
  private final IdentityHashMap<ModuleType, Integer> modules = new IdentityHashMap<>();

  private final Naming naming;

  /** How the imports and exports inside a type are written, which types themselves do not know. */
  public interface Naming {
    /**
     * @param container a component type or an instance type, the same object that is encoded
     */
    ExternName name(AnyType container, String name, boolean isImport);
  }

  public TypeEncoder(ComponentBuilder component) {
    this(component, (_, name, _) -> ExternName.of(name));
  }

  public TypeEncoder(ComponentBuilder component, Naming naming) {
    this.space = component;
    this.outer = null;
    this.naming = naming;
  }

  private TypeEncoder(TypeSpace space, TypeEncoder outer) {
    this.space = space;
    this.outer = outer;
    this.naming = outer.naming;
  }

  /**
   * Tells which type index stands for a type.
   *
   * @param type a type object, as others refer to it
   */
  public void name(AnyType type, int index) {
    unnamed.clear();
    named.put(type, Ref.of(index));
  }

  /**
   * Tells which type index stands for an import or export of a type, and for the type that it
   * names. For a resource type the first name is the one used by handles that do not say which.
   */
  public void name(TypeEntity entity, int index) {
    name(entity, Ref.of(index));
  }

  private void name(TypeEntity entity, Ref ref) {
    unnamed.clear();
    named.put(entity, ref);
    if (entity.type() instanceof ResourceType) {
      named.putIfAbsent(entity.type(), ref);
    } else {
      named.put(entity.type(), ref);
    }
  }

  /**
   * Tells which instance has a type; the types that it exports are aliased once they are needed.
   */
  public void instance(InstanceType type, int instance) {
    type.exports()
        .forEach((name, export) -> {
          if (export instanceof TypeEntity entity) {
            name(entity, Ref.export(instance, name));
          } else if (export instanceof InstanceType inner && exportsTypes(inner)) {
            instance(inner, space.aliasExport(Sort.INSTANCE, instance, name));
          }
        });
  }

  private static boolean exportsTypes(InstanceType type) {
    return type.exports().values().stream()
        .anyMatch(each ->
            each instanceof TypeEntity
                || (each instanceof InstanceType inner && exportsTypes(inner)));
  }

  /** Adds an import; its index. The types that it introduces have names from here on. */
  public int importItem(ExternName name, EntityType type) {
    int index = space.importItem(name, describe(type));
    introduce(type, index);
    return index;
  }

  private void introduce(EntityType type, int index) {
    switch (type) {
      case TypeEntity entity -> name(entity, index);
      case InstanceType instance -> instance(instance, index);
      case ModuleType _, FunctionType _, ValueEntity _, ComponentType _ -> {}
    }
  }

  /** What an import or export of a type says. Defines what is needed for it. */
  public ExternDesc describe(EntityType type) {
    return switch (type) {
      case ModuleType module -> new ExternDesc.CoreModule(moduleType(module));
      case FunctionType function -> new ExternDesc.Func(index(function));
      case ValueEntity(ValueType value) -> new ExternDesc.Value(reference(value));
      case InstanceType instance -> new ExternDesc.Instance(index(instance));
      case ComponentType component -> new ExternDesc.Component(index(component));
      case TypeEntity entity -> bound(entity);
    };
  }

  private ExternDesc bound(TypeEntity entity) {
    Integer index = find(entity);
    if (index != null) {
      return new ExternDesc.TypeEq(index);
    }
    return entity.type() instanceof ResourceType
        ? ExternDesc.SubResource.SUB_RESOURCE
        : new ExternDesc.TypeEq(space.type(define(entity.type())));
  }

  /**
   * The index in this scope of what an import or export of a type was declared equal to, or of its
   * type.
   */
  private @Nullable Integer find(TypeEntity entity) {
    for (TypeEntity origin = entity; origin != null; origin = origin.origin()) {
      Integer index = find((Object) origin);
      if (index == null && !(origin.type() instanceof ResourceType)) {
        index = find(origin.type());
      }
      if (index != null) {
        return index;
      }
    }
    return find(entity.type());
  }

  /** Whether a type has a name in this scope or further out. */
  boolean knows(TypeEntity entity) {
    return find(entity) != null;
  }

  /** Whether a type has a name in this scope or further out. */
  boolean knows(AnyType type) {
    return find(type) != null;
  }

  /**
   * The index in this scope of what an import or export of a type stands for; a value type is
   * defined where it has none.
   *
   * @throws IllegalArgumentException for a resource type that has no name here
   */
  public int index(TypeEntity entity) {
    Integer index = find(entity);
    return index == null ? index(entity.type()) : index;
  }

  /** A value type as it is used in a definition of this scope. */
  public ValTypeRef reference(ValueType type) {
    return type instanceof PrimitiveType primitive ? primitive : new ValTypeRef.Index(index(type));
  }

  /**
   * The index of a type in this scope; it is aliased or defined where it has none yet.
   *
   * @throws IllegalArgumentException for a resource type that has no name here
   */
  public int index(AnyType type) {
    Integer found = find(type);
    if (found == null) {
      found = unnamed.get(type);
    }
    if (found == null) {
      found = space.type(define(type));
      unnamed.put(type, found);
    }
    return found;
  }

  private int resource(ResourceType type, @Nullable TypeEntity name) {
    Integer index = name == null ? null : find((Object) name);
    if (index == null) {
      index = find(type);
    }
    if (index == null) {
      throw new IllegalArgumentException(
          "the resource type " + type.name() + " has no name in this scope");
    }
    return index;
  }

  /** The index in this scope of something named here or further out. */
  private @Nullable Integer find(Object key) {
    int count = 0;
    for (TypeEncoder scope = this; scope != null; scope = scope.outer) {
      Ref ref = scope.named.get(key);
      if (ref != null) {
        int index = ref.index(scope.space);
        if (count > 0) {
          index = space.aliasOuter(Sort.TYPE, count, index);
          named.put(key, Ref.of(index));
        }
        return index;
      }
      count++;
    }
    return null;
  }

  /** A further definition that is equal to a type, in terms of what has a name in this scope. */
  DefType define(AnyType type) {
    return switch (type) {
      case ValueType value -> define(value);
      case FunctionType function ->
          new DefType.FuncTypeDecl(
              function.async(), labeled(function.params()), optional(function.result()));
      case InstanceType instance -> {
        DeclaratorBuilder inside = new DeclaratorBuilder();
        new TypeEncoder(inside, this).exports(inside, instance, instance.exports());
        yield new DefType.InstanceTypeDecl(inside.declarators());
      }
      case ComponentType component -> {
        DeclaratorBuilder inside = new DeclaratorBuilder();
        TypeEncoder encoder = new TypeEncoder(inside, this);
        component
            .imports()
            .forEach((name, each) -> encoder.importItem(naming.name(component, name, true), each));
        encoder.exports(inside, component, component.exports());
        yield new DefType.ComponentTypeDecl(inside.declarators());
      }
      case ResourceType resource ->
          throw new IllegalArgumentException(
              "the resource type " + resource.name() + " has no name in this scope");
    };
  }

  private void exports(
      DeclaratorBuilder inside, AnyType container, Map<String, EntityType> exports) {
    exports.forEach((name, type) ->
        introduce(type, inside.export(naming.name(container, name, false), describe(type))));
  }

  private DefValType define(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> new DefValType.Primitive(primitive);
      case DefinedPrimitive(PrimitiveType primitive) -> new DefValType.Primitive(primitive);
      case RecordType(List<Field> fields) -> new DefValType.Record(labeled(fields));
      case VariantType(List<Case> cases) ->
          new DefValType.Variant(
              cases.stream().map(c -> new DefValType.Case(c.name(), optional(c.type()))).toList());
      case ListType(ValueType element) -> new DefValType.ListOf(reference(element));
      case FixedListType(ValueType element, int length) ->
          new DefValType.FixedList(reference(element), length);
      case TupleType(List<ValueType> elements) ->
          new DefValType.Tuple(elements.stream().map(this::reference).toList());
      case FlagsType(List<String> labels) -> new DefValType.Flags(labels);
      case EnumType(List<String> labels) -> new DefValType.Enumeration(labels);
      case OptionType(ValueType element) -> new DefValType.Option(reference(element));
      case ResultType result ->
          new DefValType.Result(optional(result.ok()), optional(result.error()));
      case OwnType own -> new DefValType.Own(resource(own.resource(), own.named()));
      case BorrowType borrow -> new DefValType.Borrow(resource(borrow.resource(), borrow.named()));
      case StreamType stream -> new DefValType.Stream(optional(stream.element()));
      case FutureType future -> new DefValType.Future(optional(future.element()));
      case MapType(ValueType key, ValueType value) ->
          new DefValType.MapOf(reference(key), reference(value));
    };
  }

  private @Nullable ValTypeRef optional(@Nullable ValueType type) {
    return type == null ? null : reference(type);
  }

  private List<Labeled> labeled(List<Field> fields) {
    return fields.stream()
        .map(field -> new Labeled(field.name(), reference(field.type())))
        .toList();
  }

  private int moduleType(ModuleType type) {
    Integer known = modules.get(type);
    if (known == null) {
      known = space.coreType(define(type));
      modules.put(type, known);
    }
    return known;
  }

  private static CoreTypeDef.Type define(ModuleType type) {
    List<ModuleDeclarator> declarators = new ArrayList<>();
    Map<FuncType, Integer> functions = new HashMap<>();
    for (ModuleType.CoreImport each : type.imports()) {
      ImportDesc desc = describe(each.type(), declarators, functions);
      declarators.add(
          new ModuleDeclarator.ImportDecl(new Import(each.module(), each.name(), desc)));
    }
    type.exports()
        .forEach((name, each) ->
            declarators.add(
                new ModuleDeclarator.ExportDecl(name, describe(each, declarators, functions))));
    return new CoreTypeDef.ModuleTypeDecl(declarators);
  }

  private static ImportDesc describe(
      CoreExternType type, List<ModuleDeclarator> declarators, Map<FuncType, Integer> functions) {
    return switch (type) {
      case CoreExternType.Func(FuncType function) ->
          new ImportDesc.Func(functionType(function, declarators, functions));
      case CoreExternType.Tag(FuncType function) ->
          new ImportDesc.Tag(functionType(function, declarators, functions));
      case CoreExternType.Table(var table) -> new ImportDesc.Table(table);
      case CoreExternType.Memory(var memory) -> new ImportDesc.Memory(memory);
      case CoreExternType.Global(var global) -> new ImportDesc.Global(global);
    };
  }

  private static int functionType(
      FuncType type, List<ModuleDeclarator> declarators, Map<FuncType, Integer> functions) {
    Integer known = functions.get(type);
    if (known == null) {
      known = functions.size();
      functions.put(type, known);
      declarators.add(
          new ModuleDeclarator.Type(new CoreTypeDef(new CoreTypeDef.Core(RecType.of(type)), 0)));
    }
    return known;
  }
}

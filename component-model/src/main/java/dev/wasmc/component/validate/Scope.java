package dev.wasmc.component.validate;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.component.ComponentProblem.Rule;
import dev.wasmc.component.CoreSort;
import dev.wasmc.component.Sort;
import dev.wasmc.component.SortIndex;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.CoreExternType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.names.Uniqueness;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.RecType;
import dev.wasmc.wasm.SubType;
import dev.wasmc.wasm.TableType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A component, a component type or an instance type that is being validated: its index spaces and
 * its imports and exports so far.
 */
final class Scope {
  enum Kind {
    COMPONENT,
    COMPONENT_TYPE,
    INSTANCE_TYPE
  }

  /**
   * The resource types that imports or exports have named, for the names of methods and their kin.
   */
  static final class ResourceNames {
    private static final int FEW = 2;

    private final IdentityHashMap<TypeEntity, String> byEntity = new IdentityHashMap<>(FEW);
    private final Set<String> all = new HashSet<>();

    void add(String name, TypeEntity entity) {
      byEntity.put(entity, name);
      all.add(name);
    }

    @Nullable String nameOf(@Nullable TypeEntity entity) {
      return entity == null ? null : byEntity.get(entity);
    }

    boolean contains(String name) {
      return all.contains(name);
    }
  }

  final Kind kind;
  final @Nullable Scope parent;
  private final Reporter reporter;

  final List<ValidatedComponent.CoreTypeEntry> coreTypes = new ArrayList<>();
  final List<RecType> coreGroups = new ArrayList<>();
  final List<FuncType> coreFunctions = new ArrayList<>();
  final List<CoreExternType.Table> coreTables = new ArrayList<>();
  final List<CoreExternType.Memory> coreMemories = new ArrayList<>();
  final List<CoreExternType.Global> coreGlobals = new ArrayList<>();
  final List<CoreExternType.Tag> coreTags = new ArrayList<>();
  final List<ModuleType> coreModules = new ArrayList<>();
  final List<SequencedMap<String, CoreExternType>> coreInstances = new ArrayList<>();
  final List<FunctionType> functions = new ArrayList<>();
  final List<AnyType> types = new ArrayList<>();
  final List<InstanceType> instances = new ArrayList<>();
  final List<ComponentType> components = new ArrayList<>();

  /** For each type index the import or export that named it. */
  private final List<@Nullable TypeEntity> typeNames = new ArrayList<>();

  final SequencedMap<String, EntityType> imports = new LinkedHashMap<>();
  final SequencedMap<String, EntityType> exports = new LinkedHashMap<>();
  final Uniqueness importNames = new Uniqueness();
  final Uniqueness exportNames = new Uniqueness();
  final ResourceNames importedResourceNames = new ResourceNames();
  final ResourceNames exportedResourceNames = new ResourceNames();

  /** Type objects, and {@link TypeEntity} objects of resource types, that imports may refer to. */
  final Set<Object> namedForImports = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Likewise for exports. */
  final Set<Object> namedForExports = Collections.newSetFromMap(new IdentityHashMap<>());

  /** In the order of the imports that introduce them. */
  final List<ResourceType> imported = new ArrayList<>();

  /** Those that come to be in the component, with whether it defines them itself. */
  final SequencedMap<ResourceType, Boolean> defined = new LinkedHashMap<>();

  /** The sum of the sizes of all imports and exports. */
  private long size;

  Scope(Kind kind, @Nullable Scope parent, Reporter reporter) {
    this.kind = kind;
    this.parent = parent;
    this.reporter = reporter;
  }

  /**
   * Adds a core type that is not defined here or is a module type. A module of the scope's groups,
   * which is made to check them, has a group at its place.
   */
  void addCoreType(ValidatedComponent.CoreTypeEntry type) {
    coreTypes.add(type);
    SubType placeholder =
        switch (type) {
          case ValidatedComponent.CoreTypeEntry.Core(SubType core) -> core;
          case ValidatedComponent.CoreTypeEntry.Module _ ->
              SubType.of(new FuncType(List.of(), List.of()));
        };
    coreGroups.add(new RecType(List.of(placeholder), false));
  }

  void addType(AnyType type, @Nullable TypeEntity named) {
    types.add(type);
    typeNames.add(named);
  }

  /**
   * Adds to the size.
   *
   * @param maxSize the most that it may be
   */
  void grow(TypeFacts facts, int maxSize, int at) {
    size += facts.size();
    if (size > maxSize) {
      throw reporter.overLimit(at, "the size of the types of all imports and exports", maxSize);
    }
  }

  AnyType type(int index, int at) {
    return get(types, index, at, "type");
  }

  /**
   * The import, export or resource definition that a type index stands for; null for other
   * definitions.
   */
  @Nullable TypeEntity typeName(int index, int at) {
    return get(typeNames, index, at, "type");
  }

  ResourceType resource(int index, int at) {
    if (type(index, at) instanceof ResourceType resource) {
      return resource;
    }
    throw wrongSort(at, "type " + Integer.toUnsignedString(index) + " is no resource type");
  }

  ValueType valueType(int index, int at) {
    if (type(index, at) instanceof ValueType value) {
      return value;
    }
    throw wrongSort(at, "type " + Integer.toUnsignedString(index) + " is no value type");
  }

  FunctionType functionType(int index, int at) {
    if (type(index, at) instanceof FunctionType function) {
      return function;
    }
    throw wrongSort(at, "type " + Integer.toUnsignedString(index) + " is no function type");
  }

  InstanceType instanceType(int index, int at) {
    if (type(index, at) instanceof InstanceType instance) {
      return instance;
    }
    throw wrongSort(at, "type " + Integer.toUnsignedString(index) + " is no instance type");
  }

  ComponentType componentType(int index, int at) {
    if (type(index, at) instanceof ComponentType component) {
      return component;
    }
    throw wrongSort(at, "type " + Integer.toUnsignedString(index) + " is no component type");
  }

  ValidatedComponent.CoreTypeEntry coreType(int index, int at) {
    return get(coreTypes, index, at, "core type");
  }

  ModuleType moduleType(int index, int at) {
    if (coreType(index, at) instanceof ValidatedComponent.CoreTypeEntry.Module(ModuleType module)) {
      return module;
    }
    throw wrongSort(at, "core type " + Integer.toUnsignedString(index) + " is no module type");
  }

  FuncType coreFunction(int index, int at) {
    return get(coreFunctions, index, at, "core function");
  }

  MemoryType coreMemory(int index, int at) {
    return get(coreMemories, index, at, "core memory").type();
  }

  ModuleType coreModule(int index, int at) {
    return get(coreModules, index, at, "core module");
  }

  SequencedMap<String, CoreExternType> coreInstance(int index, int at) {
    return get(coreInstances, index, at, "core instance");
  }

  FunctionType function(int index, int at) {
    return get(functions, index, at, "function");
  }

  InstanceType instance(int index, int at) {
    return get(instances, index, at, "instance");
  }

  ComponentType component(int index, int at) {
    return get(components, index, at, "component");
  }

  /** What a core index stands for, where it is of a sort that core instances export. */
  CoreExternType coreExtern(CoreSort sort, int index, int at) {
    return switch (sort) {
      case FUNC -> new CoreExternType.Func(coreFunction(index, at));
      case TABLE -> get(coreTables, index, at, "core table");
      case MEMORY -> get(coreMemories, index, at, "core memory");
      case GLOBAL -> get(coreGlobals, index, at, "core global");
      case TAG -> get(coreTags, index, at, "core tag");
      case TYPE, MODULE, INSTANCE ->
          throw wrongSort(at, "a core " + sort.keyword() + " is no export of a core instance");
    };
  }

  void addCoreExtern(CoreExternType type) {
    switch (type) {
      case CoreExternType.Func(FuncType function) -> coreFunctions.add(function);
      case CoreExternType.Table(TableType table) -> coreTables.add(new CoreExternType.Table(table));
      case CoreExternType.Memory(MemoryType memory) ->
          coreMemories.add(new CoreExternType.Memory(memory));
      case CoreExternType.Global(GlobalType global) ->
          coreGlobals.add(new CoreExternType.Global(global));
      case CoreExternType.Tag tag -> coreTags.add(tag);
    }
  }

  /** What an index stands for as an argument or an export. Values are refused. */
  EntityType entity(SortIndex value, int at) {
    int index = value.index();
    return switch (value.sort()) {
      case Sort.Plain.FUNC -> function(index, at);
      case Sort.Plain.TYPE -> {
        AnyType type = type(index, at);
        TypeEntity named = typeName(index, at);
        yield named != null ? named : new TypeEntity(type);
      }
      case Sort.Plain.COMPONENT -> component(index, at);
      case Sort.Plain.INSTANCE -> instance(index, at);
      case Sort.Plain.VALUE -> throw values(at);
      case Sort.Core(CoreSort core) -> {
        if (core != CoreSort.MODULE) {
          throw wrongSort(
              at, "a core " + core.keyword() + " is no argument and no export of a component");
        }
        yield coreModule(index, at);
      }
    };
  }

  /** Adds to the index space that the type belongs to, but no name. */
  void addEntity(EntityType type, int at) {
    switch (type) {
      case ModuleType module -> coreModules.add(module);
      case FunctionType function -> functions.add(function);
      case TypeEntity entity -> addType(entity.type(), entity);
      case InstanceType instance -> instances.add(instance);
      case ComponentType component -> components.add(component);
      case ValueEntity value -> throw values(at);
    }
  }

  DiagnosticException values(int at) {
    return reporter.error(new ComponentProblem.Unsupported(ComponentFeature.VALUES, "a value"), at);
  }

  private DiagnosticException wrongSort(int at, String detail) {
    return reporter.invalid(Rule.WRONG_SORT, at, detail);
  }

  private <T extends @Nullable Object> T get(List<T> space, int index, int at, String what) {
    if (index < 0 || index >= space.size()) {
      throw reporter.invalid(
          Rule.UNKNOWN_INDEX,
          at,
          "there is no "
              + what
              + " "
              + Integer.toUnsignedString(index)
              + ", there are "
              + space.size());
    }
    return space.get(index);
  }

  ValidatedComponent.IndexSpaces spaces() {
    return new ValidatedComponent.IndexSpaces(
        coreTypes,
        coreFunctions,
        coreTables,
        coreMemories,
        coreGlobals,
        coreTags,
        coreModules,
        coreInstances,
        functions,
        List.of(),
        types,
        instances,
        components);
  }
}

package dev.wasmc.bindings;

import dev.wasmc.component.ExternName;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.semver.Version;
import dev.wasmc.source.Place;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.FunctionKind;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Primitive;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.Type;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.TypeOwner;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads resolved types as WIT, one world or interface after the other.
 *
 * <p>A type is called what the import or export calls it that introduces it; one that is declared
 * equal to another one is a {@code use} of that one, or an alias. An interface that is met again is
 * the same one: what it repeats is the same, what it adds is added.
 */
final class TypesToWit {
  /** Leaves an item for which WIT has no words. */
  private static final class NotInWit extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotInWit(String what) {
      super(what, null, false, false);
    }
  }

  /** Whether an interface is the same one wherever it is met. */
  private final boolean consistent;

  private final List<TypeDef> types = new ArrayList<>();
  private final InterfaceDrafts interfaces = new InterfaceDrafts();

  /**
   * What is being read.
   *
   * @param types its own types; those that are aliases by what they are aliases of in the end
   * @param anonymous by identity, the types without a name
   */
  private record Scope(
      TypeOwner owner, Map<TypeId, TypeId> types, IdentityHashMap<ValueType, TypeId> anonymous) {
    Scope(TypeOwner owner) {
      this(owner, new HashMap<>(), new IdentityHashMap<>());
    }

    boolean isInterface() {
      return owner instanceof TypeOwner.OfInterface;
    }
  }

  /** By identity: the objects of value types with names, and those of the names of all types. */
  private IdentityHashMap<Object, TypeId> known = new IdentityHashMap<>();

  private IdentityHashMap<ResourceType, TypeId> resources = new IdentityHashMap<>();
  private final Map<String, TypeId> worldTypes = new HashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  /** Each interface may be in many types. */
  private final Map<String, Optional<ParsedName>> interfaceNames = new HashMap<>();

  /** How the items of what is read are written. */
  private ExternNames names = ExternNames.NONE;

  private Scope scope = new Scope(TypeOwner.Nobody.NOBODY);

  /**
   * @param consistent whether what uses a type from another interface has to do so wherever it is
   *     met, as in packages; components may define it again
   */
  TypesToWit(boolean consistent) {
    this.consistent = consistent;
  }

  /** All that was read. */
  InterfaceDrafts interfaces() {
    return interfaces;
  }

  List<TypeDef> types() {
    return types;
  }

  List<String> leftOut() {
    return leftOut;
  }

  /** Reads a world, whose types have nothing to do with those that were read before. */
  void world(
      WorldId id,
      ExternNames externNames,
      ComponentType type,
      SequencedMap<WorldKey, WorldItem> imports,
      SequencedMap<WorldKey, WorldItem> exports) {
    newScope(externNames, type);
    scope = new Scope(new TypeOwner.OfWorld(id));
    type.imports().forEach((name, each) -> item(names.imported(name), each, true, imports));
    type.exports().forEach((name, each) -> item(names.exported(name), each, false, exports));
  }

  /** Reads an interface with those that it needs, each an import of its type. */
  void interfaceWithImports(ExternNames externNames, ComponentType type) {
    newScope(externNames, type);
    type.imports().forEach((name, each) -> instance(names.imported(name), each));
    type.exports().forEach((name, each) -> instance(names.exported(name), each));
  }

  private void instance(ExternNames.Name written, EntityType type) {
    String name = written.name().name();
    try {
      if (!(type instanceof InstanceType instance)) {
        throw new NotInWit(name);
      }
      interfaceOf(name, written, instance);
    } catch (NotInWit e) {
      leftOut.add(name);
    }
  }

  private void newScope(ExternNames externNames, ComponentType type) {
    names = externNames;
    // Most imports are instances, and most of what they export is a type: itself and its name.
    int types = 0;
    for (EntityType each : type.imports().values()) {
      types += each instanceof InstanceType instance ? instance.exports().size() : 1;
    }
    known = new IdentityHashMap<>(2 * types);
    resources = new IdentityHashMap<>();
    worldTypes.clear();
  }

  private void item(
      ExternNames.Name found,
      EntityType type,
      boolean isImport,
      SequencedMap<WorldKey, WorldItem> into) {
    ExternName name = found.name();
    WorldKey plain = new WorldKey.Named(name.name());
    String externalId = name.externalId().orElse(null);
    try {
      switch (type) {
        case InstanceType instance -> {
          String interfaceName = name.implementsInterface().orElse(name.name());
          InterfaceId id = interfaceOf(interfaceName, found, instance);
          boolean isNamed = interfaces.isNamed(id) && name.implementsInterface().isEmpty();
          into.put(
              isNamed ? new WorldKey.OfInterface(id) : plain,
              new WorldItem.InterfaceItem(
                  id, null, Stability.UNGATED, externalId, Place.Nowhere.NOWHERE));
        }
        case FunctionType function ->
            into.put(
                plain,
                new WorldItem.FunctionItem(
                    function(name.name(), function, worldTypes, externalId)));
        case TypeEntity entity -> {
          if (!isImport) {
            throw new NotInWit(name.name());
          }
          TypeId id = typeExport(name.name(), entity, externalId);
          worldTypes.put(name.name(), id);
          into.put(plain, new WorldItem.TypeItem(id, Place.Nowhere.NOWHERE));
        }
        default -> throw new NotInWit(name.name());
      }
    } catch (NotInWit e) {
      leftOut.add(name.name());
    }
  }

  private InterfaceId interfaceOf(String name, ExternNames.Name written, InstanceType instance) {
    ParsedName parsed =
        interfaceNames
            .computeIfAbsent(name, each -> ParsedName.of(each, WitPackageDecoder.FEATURES))
            .orElseThrow(() -> new NotInWit(name));
    InterfaceId id =
        switch (parsed) {
          case ParsedName.InterfaceName found ->
              interfaces.named(
                  packageName(found, written.name()).orElseThrow(() -> new NotInWit(name)),
                  found.interfaceName());
          case ParsedName.Label _ -> interfaces.unnamed();
          default -> throw new NotInWit(name);
        };
    InterfaceDrafts.Draft draft = interfaces.get(id);
    Scope outer = scope;
    scope = new Scope(new TypeOwner.OfInterface(id));
    instance
        .exports()
        .forEach((exportName, type) -> {
          try {
            interfaceItem(written.inside().exported(exportName).name(), type, draft);
          } catch (NotInWit e) {
            leftOut.add(name + " " + exportName);
          }
        });
    scope = outer;
    return id;
  }

  /** What a further instance of the same interface repeats is the same; what it adds is added. */
  private void interfaceItem(ExternName written, EntityType type, InterfaceDrafts.Draft draft) {
    String name = written.name();
    String externalId = written.externalId().orElse(null);
    switch (type) {
      case TypeEntity entity -> {
        TypeId present = draft.types().get(name);
        if (present == null) {
          draft.types().put(name, typeExport(name, entity, externalId));
        } else {
          if (consistent && !isSame(entity, present)) {
            throw new NotInWit(name);
          }
          remember(entity, present);
        }
      }
      case FunctionType function -> {
        if (!draft.functions().containsKey(name)) {
          draft.functions().put(name, function(name, function, draft.types(), externalId));
        }
      }
      default -> throw new NotInWit(name);
    }
  }

  /** Whether a type that is met again is of its own, or used from elsewhere, as before. */
  private boolean isSame(TypeEntity again, TypeId present) {
    TypeId alias = find(again);
    return alias == null
        ? !(types.get(present.index()).kind() instanceof TypeKind.AliasKind(TypeId _))
        : root(alias).equals(root(present));
  }

  /** The package that the name of an interface names; empty for one that WIT cannot name. */
  static Optional<PackageName> packageName(ParsedName.InterfaceName name, ExternName written) {
    if (name.namespaces().size() + name.projections().size() > PackageName.MAX_PARTS) {
      return Optional.empty();
    }
    Optional<Version> version =
        name.version()
            .flatMap(found -> Version.parse(found.text() + written.versionSuffix().orElse("")));
    if (version.isEmpty() && name.version().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new PackageName(name.namespaces(), name.packageNames(), version.orElse(null)));
  }

  private TypeId typeExport(String name, TypeEntity entity, @Nullable String externalId) {
    TypeId alias = find(entity);
    TypeKind kind;
    if (alias != null) {
      kind = new TypeKind.AliasKind(alias);
    } else {
      kind =
          switch (entity.type()) {
            case ResourceType _ -> TypeKind.ResourceKind.RESOURCE;
            case ValueType value -> kind(value);
            case AnyType _ -> throw new NotInWit(name);
          };
    }
    TypeId id =
        add(
            new TypeDef(
                name,
                kind,
                scope.owner(),
                null,
                Stability.UNGATED,
                externalId,
                Place.Nowhere.NOWHERE));
    remember(entity, id);
    return id;
  }

  private @Nullable TypeId find(TypeEntity entity) {
    for (TypeEntity current = entity; current != null; current = current.origin()) {
      TypeId found = known.get(current);
      if (found != null) {
        return reachable(found);
      }
    }
    return null;
  }

  private TypeId reachable(TypeId id) {
    TypeDef type = types.get(id.index());
    if (scope.isInterface() && type.owner() instanceof TypeOwner.OfWorld) {
      throw new NotInWit(String.valueOf(type.name()));
    }
    return id;
  }

  /** As it is called where it is used: WIT has names for the types of a scope alone. */
  private TypeId own(TypeId id) {
    TypeDef type = types.get(id.index());
    if (type.owner().equals(scope.owner())) {
      return id;
    }
    TypeId found = scope.types().get(root(id));
    if (found == null) {
      throw new NotInWit(String.valueOf(type.name()));
    }
    return found;
  }

  private TypeId root(TypeId id) {
    TypeId current = id;
    while (types.get(current.index()).kind() instanceof TypeKind.AliasKind(TypeId next)) {
      current = next;
    }
    return current;
  }

  private void remember(TypeEntity entity, TypeId id) {
    scope.types().putIfAbsent(root(id), id);
    known.put(entity, id);
    if (entity.type() instanceof ResourceType resource) {
      resources.putIfAbsent(resource, id);
    } else {
      known.put(entity.type(), id);
    }
  }

  private TypeId add(TypeDef type) {
    types.add(type);
    return new TypeId(types.size() - 1);
  }

  private Function function(
      String name, FunctionType type, Map<String, TypeId> scope, @Nullable String externalId) {
    ParsedName parsed = ParsedName.of(name).orElseThrow(() -> new NotInWit(name));
    FunctionKind kind =
        switch (parsed) {
          case ParsedName.Label _ -> new FunctionKind.Freestanding(type.async());
          case ParsedName.Constructor(var resource) ->
              new FunctionKind.Constructor(owner(resource, scope));
          case ParsedName.Method(var resource, _) ->
              new FunctionKind.Method(owner(resource, scope), type.async());
          case ParsedName.Static(var resource, _) ->
              new FunctionKind.Static(owner(resource, scope), type.async());
          case ParsedName.InterfaceName _ -> throw new NotInWit(name);
        };
    List<Function.Param> params =
        type.params().stream()
            .map(p -> new Function.Param(p.name(), type(p.type()), Place.Nowhere.NOWHERE))
            .toList();
    return new Function(
        name,
        kind,
        params,
        optional(type.result()),
        null,
        Stability.UNGATED,
        externalId,
        Place.Nowhere.NOWHERE);
  }

  private static TypeId owner(String resource, Map<String, TypeId> scope) {
    TypeId found = scope.get(resource);
    if (found == null) {
      throw new NotInWit(resource);
    }
    return found;
  }

  private @Nullable Type optional(@Nullable ValueType type) {
    return type == null ? null : type(type);
  }

  private Type type(ValueType type) {
    if (type instanceof PrimitiveType primitive) {
      return primitive(primitive);
    }
    TypeId named = known.get(type);
    if (named != null) {
      return own(named);
    }
    TypeId found = scope.anonymous().get(type);
    if (found == null) {
      TypeKind kind = kind(type);
      if (kind instanceof TypeKind.AliasKind(Primitive primitive)) {
        return primitive;
      }
      if (needsName(kind)) {
        throw new NotInWit("a type without a name");
      }
      found = add(TypeDef.anonymous(kind, Stability.UNGATED, Place.Nowhere.NOWHERE));
      scope.anonymous().put(type, found);
    }
    return found;
  }

  private static boolean needsName(TypeKind kind) {
    return switch (kind) {
      case TypeKind.RecordKind _,
          TypeKind.VariantKind _,
          TypeKind.EnumKind _,
          TypeKind.FlagsKind _,
          TypeKind.ResourceKind _ ->
          true;
      default -> false;
    };
  }

  private TypeKind kind(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> new TypeKind.AliasKind(primitive(primitive));
      case DefinedPrimitive(var primitive) -> new TypeKind.AliasKind(primitive(primitive));
      case RecordType(var fields) ->
          new TypeKind.RecordKind(
              fields.stream()
                  .map(f ->
                      new TypeKind.Field(f.name(), type(f.type()), null, Place.Nowhere.NOWHERE))
                  .toList());
      case VariantType(var cases) ->
          new TypeKind.VariantKind(
              cases.stream()
                  .map(c ->
                      new TypeKind.Case(c.name(), optional(c.type()), null, Place.Nowhere.NOWHERE))
                  .toList());
      case EnumType(var labels) -> new TypeKind.EnumKind(labels(labels));
      case FlagsType(var labels) -> new TypeKind.FlagsKind(labels(labels));
      case TupleType(var elements) ->
          new TypeKind.TupleKind(elements.stream().map(this::type).toList());
      case ListType(var element) -> new TypeKind.ListKind(type(element));
      case FixedListType(var element, var length) ->
          new TypeKind.FixedListKind(type(element), length);
      case OptionType(var element) -> new TypeKind.OptionKind(type(element));
      case MapType(var key, var value) -> {
        Type keyType = type(key);
        yield new TypeKind.MapKind(keyType, type(value));
      }
      case ResultType result -> {
        Type ok = optional(result.ok());
        yield new TypeKind.ResultKind(ok, optional(result.error()));
      }
      case StreamType stream -> new TypeKind.StreamKind(optional(stream.element()));
      case FutureType future -> new TypeKind.FutureKind(optional(future.element()));
      case OwnType own -> new TypeKind.OwnKind(resource(own.resource(), own.named()));
      case BorrowType borrow ->
          new TypeKind.BorrowKind(resource(borrow.resource(), borrow.named()));
    };
  }

  private static List<TypeKind.Label> labels(List<String> labels) {
    return labels.stream()
        .map(label -> new TypeKind.Label(label, null, Place.Nowhere.NOWHERE))
        .toList();
  }

  private TypeId resource(ResourceType resource, @Nullable TypeEntity named) {
    TypeId found = named == null ? null : find(named);
    if (found == null) {
      found = resources.get(resource);
    }
    if (found == null) {
      throw new NotInWit(resource.name());
    }
    return own(found);
  }

  private static Primitive primitive(PrimitiveType type) {
    for (Primitive primitive : Primitive.values()) {
      if (primitive.keyword().equals(type.keyword())) {
        return primitive;
      }
    }
    throw new IllegalStateException("WIT lacks " + type);
  }
}

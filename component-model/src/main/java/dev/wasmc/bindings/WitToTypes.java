package dev.wasmc.bindings;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.ComponentType;
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
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.Primitive;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Type;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Component types from WIT.
 *
 * <p>One object of this class is one world of identities: {@link #instance} gives the same object
 * for the same interface, and an interface that uses a type of another one has that one's resource
 * types. So the interfaces of a host are asked of one object. {@link #component} makes new
 * identities on each call, because each component has its own.
 */
public final class WitToTypes {
  /**
   * What types stand for, in one place. What is not defined there is looked up in the place around
   * it.
   */
  private static final class Scope {
    private final @Nullable Scope outer;
    private final Map<TypeId, TypeEntity> named = new HashMap<>();
    private final Map<TypeId, ValueType> anonymous = new HashMap<>();

    /** In the order in which they come to be. */
    private final List<ResourceType> resources = new ArrayList<>();

    Scope(@Nullable Scope outer) {
      this.outer = outer;
    }

    TypeEntity find(TypeId id) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        TypeEntity found = scope.named.get(id);
        if (found != null) {
          return found;
        }
      }
      throw new IllegalArgumentException("type " + id.index() + " is used before its interface");
    }
  }

  private final Resolve resolve;
  private final Scope shared = new Scope(null);
  private final Map<InterfaceId, InstanceType> instances = new HashMap<>();
  private final Map<InterfaceId, List<ResourceType>> resources = new HashMap<>();

  public WitToTypes(Resolve resolve) {
    this.resolve = resolve;
  }

  /**
   * The type of an instance of an interface, as an import has it: what it introduces is not among
   * {@link InstanceType#fresh()}, but given by {@link #resources}.
   */
  public InstanceType instance(InterfaceId id) {
    Deque<InterfaceId> needed = new ArrayDeque<>();
    Deque<Iterator<InterfaceId>> open = new ArrayDeque<>();
    needed.push(id);
    open.push(resolve.directDependencies(id).iterator());
    while (!needed.isEmpty()) {
      if (open.element().hasNext()) {
        InterfaceId dependency = open.element().next();
        if (!instances.containsKey(dependency)) {
          needed.push(dependency);
          open.push(resolve.directDependencies(dependency).iterator());
        }
      } else {
        open.pop();
        InterfaceId complete = needed.pop();
        if (!instances.containsKey(complete)) {
          int before = shared.resources.size();
          instances.put(complete, instance(complete, shared));
          resources.put(
              complete, List.copyOf(shared.resources.subList(before, shared.resources.size())));
        }
      }
    }
    InstanceType found = instances.get(id);
    if (found == null) {
      throw new IllegalStateException("interface " + id.index() + " was not made");
    }
    return found;
  }

  /**
   * The resource types that {@link #instance} of an interface introduces, in the order of their
   * definitions.
   */
  public List<ResourceType> resources(InterfaceId id) {
    instance(id);
    return resources.getOrDefault(id, List.of());
  }

  /** A type of an interface or a world, as a value has it: a resource gives an owned handle. */
  public ValueType valueType(TypeId id) {
    define(id);
    return value(id, shared);
  }

  private void define(TypeId id) {
    TypeDef def = resolve.get(id);
    switch (def.owner()) {
      case dev.wasmc.wit.TypeOwner.OfInterface(var owner) -> instance(owner);
      case dev.wasmc.wit.TypeOwner.OfWorld _ -> {
        if (!shared.named.containsKey(id)) {
          resolve.usedFrom(id).ifPresent(this::instance);
          def.kind().forEachType(this::defineParts);
          define(id, shared);
        }
      }
      case dev.wasmc.wit.TypeOwner.Nobody _ -> def.kind().forEachType(this::defineParts);
    }
  }

  private void defineParts(Type type) {
    if (type instanceof TypeId id) {
      define(id);
    }
  }

  /** The type of a component that targets a world. */
  public ComponentType component(WorldId id) {
    World world = resolve.get(id);
    Scope importScope = new Scope(null);
    SequencedMap<String, EntityType> imports = new LinkedHashMap<>();
    world
        .imports()
        .forEach((key, item) -> imports.put(resolve.name(key), entity(key, item, importScope)));
    Scope exportScope = new Scope(importScope);
    SequencedMap<String, EntityType> exports = new LinkedHashMap<>();
    world
        .exports()
        .forEach((key, item) -> exports.put(resolve.name(key), entity(key, item, exportScope)));
    return new ComponentType(imports, exports, importScope.resources, exportScope.resources);
  }

  private EntityType entity(WorldKey key, WorldItem item, Scope scope) {
    return switch (item) {
      case WorldItem.FunctionItem(var function) -> function(function, scope);
      case WorldItem.TypeItem(var id, _) -> define(id, scope);
      case WorldItem.InterfaceItem imported -> {
        if (key instanceof WorldKey.OfInterface) {
          yield instance(imported.id(), scope);
        }
        // Under a plain name it is a further instance, whose types nothing else uses.
        Scope own = new Scope(scope);
        InstanceType type = instance(imported.id(), own);
        scope.resources.addAll(own.resources);
        yield type;
      }
    };
  }

  private InstanceType instance(InterfaceId id, Scope scope) {
    Interface source = resolve.get(id);
    SequencedMap<String, EntityType> exports = new LinkedHashMap<>();
    source.types().forEach((name, type) -> exports.put(name, define(type, scope)));
    source.functions().forEach((name, function) -> exports.put(name, function(function, scope)));
    return new InstanceType(exports, List.of());
  }

  private TypeEntity define(TypeId id, Scope scope) {
    TypeDef def = resolve.get(id);
    AnyType type =
        switch (def.kind()) {
          case TypeKind.ResourceKind _ -> {
            ResourceType resource = new ResourceType(def.name() == null ? "resource" : def.name());
            scope.resources.add(resource);
            yield resource;
          }
          case TypeKind.AliasKind(TypeId target) -> Types.copy(scope.find(target).type());
          case TypeKind.AliasKind(Primitive primitive) ->
              new DefinedPrimitive(primitive(primitive));
          default -> value(def.kind(), scope);
        };
    TypeEntity origin =
        def.kind() instanceof TypeKind.AliasKind(TypeId target) ? scope.find(target) : null;
    TypeEntity entity = new TypeEntity(type, origin);
    scope.named.put(id, entity);
    return entity;
  }

  private FunctionType function(Function function, Scope scope) {
    List<Field> params =
        function.params().stream()
            .map(param -> new Field(param.name(), value(param.type(), scope)))
            .toList();
    return new FunctionType(function.kind().async(), params, optional(function.result(), scope));
  }

  private @Nullable ValueType optional(@Nullable Type type, Scope scope) {
    return type == null ? null : value(type, scope);
  }

  private ValueType value(Type type, Scope scope) {
    return switch (type) {
      case Primitive primitive -> primitive(primitive);
      case TypeId id -> value(id, scope);
    };
  }

  private ValueType value(TypeId id, Scope scope) {
    TypeDef def = resolve.get(id);
    if (def.name() != null) {
      TypeEntity entity = scope.find(id);
      return switch (entity.type()) {
        case ValueType value -> value;
        case ResourceType resource -> new OwnType(resource, entity);
        case AnyType other ->
            throw new IllegalStateException("WIT defines no type such as " + other);
      };
    }
    ValueType known = scope.anonymous.get(id);
    if (known == null) {
      known = value(def.kind(), scope);
      scope.anonymous.put(id, known);
    }
    return known;
  }

  private ValueType value(TypeKind kind, Scope scope) {
    return switch (kind) {
      case TypeKind.RecordKind(var fields) ->
          new RecordType(
              fields.stream().map(f -> new Field(f.name(), value(f.type(), scope))).toList());
      case TypeKind.VariantKind(var cases) ->
          new VariantType(
              cases.stream().map(c -> new Case(c.name(), optional(c.type(), scope))).toList());
      case TypeKind.EnumKind(var cases) ->
          new EnumType(cases.stream().map(TypeKind.Label::name).toList());
      case TypeKind.FlagsKind(var flags) ->
          new FlagsType(flags.stream().map(TypeKind.Label::name).toList());
      case TypeKind.TupleKind(var types) ->
          new TupleType(types.stream().map(t -> value(t, scope)).toList());
      case TypeKind.ListKind(var element) -> new ListType(value(element, scope));
      case TypeKind.FixedListKind(var element, var length) ->
          new FixedListType(value(element, scope), length);
      case TypeKind.OptionKind(var element) -> new OptionType(value(element, scope));
      case TypeKind.MapKind(var key, var value) ->
          new MapType(value(key, scope), value(value, scope));
      case TypeKind.ResultKind(var ok, var err) ->
          new ResultType(optional(ok, scope), optional(err, scope));
      case TypeKind.StreamKind(var element) -> new StreamType(optional(element, scope));
      case TypeKind.FutureKind(var element) -> new FutureType(optional(element, scope));
      case TypeKind.OwnKind(var resource) ->
          new OwnType(resourceOf(resource, scope), scope.find(resource));
      case TypeKind.BorrowKind(var resource) ->
          new BorrowType(resourceOf(resource, scope), scope.find(resource));
      case TypeKind.AliasKind(var target) -> value(target, scope);
      case TypeKind.ResourceKind _ ->
          throw new IllegalArgumentException("a resource is no type of values");
    };
  }

  private static ResourceType resourceOf(TypeId id, Scope scope) {
    if (scope.find(id).type() instanceof ResourceType resource) {
      return resource;
    }
    throw new IllegalArgumentException("type " + id.index() + " is no resource");
  }

  private static PrimitiveType primitive(Primitive primitive) {
    PrimitiveType type = PrimitiveType.ofKeyword(primitive.keyword());
    if (type == null) {
      throw new IllegalStateException("component types lack " + primitive);
    }
    return type;
  }
}

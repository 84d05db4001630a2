package dev.wasmc.component.types;

import dev.wasmc.component.PrimitiveType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts types in place of others, by identity. What refers to nothing that is replaced stays the
 * same object; everything else is made anew once, so that shared parts stay shared.
 *
 * <p>Recursion goes as deep as the type is nested. All replacements are to be given before the
 * first use.
 */
@SuppressWarnings("ReferenceEquality") // Types are the same by identity, see the package.
public final class Substitution {
  private final IdentityHashMap<ResourceType, ResourceType> resources = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Object> done = new IdentityHashMap<>();

  public Substitution() {}

  /** Replaces a resource type wherever it appears. */
  public Substitution replace(ResourceType old, ResourceType by) {
    resources.put(old, by);
    return this;
  }

  /** Replaces a type object, which is to be equal to the new one but for what is replaced. */
  public Substitution replace(AnyType old, AnyType by) {
    done.put(old, by);
    return this;
  }

  /** Replaces a name of a resource type. */
  public Substitution replace(TypeEntity old, TypeEntity by) {
    done.put(old, by);
    return this;
  }

  public boolean isEmpty() {
    return resources.isEmpty() && done.isEmpty();
  }

  public ResourceType apply(ResourceType type) {
    return resources.getOrDefault(type, type);
  }

  public EntityType apply(EntityType type) {
    return switch (type) {
      case ModuleType module -> module;
      case ValueEntity(ValueType value) -> {
        ValueType applied = apply(value);
        yield applied == value ? type : new ValueEntity(applied);
      }
      case TypeEntity entity -> applyEntity(entity);
      case FunctionType function -> (FunctionType) apply((AnyType) function);
      case InstanceType instance -> (InstanceType) apply((AnyType) instance);
      case ComponentType component -> (ComponentType) apply((AnyType) component);
    };
  }

  public ValueType apply(ValueType type) {
    return (ValueType) apply((AnyType) type);
  }

  public FunctionType apply(FunctionType type) {
    return (FunctionType) apply((AnyType) type);
  }

  public InstanceType apply(InstanceType type) {
    return (InstanceType) apply((AnyType) type);
  }

  public ComponentType apply(ComponentType type) {
    return (ComponentType) apply((AnyType) type);
  }

  public AnyType apply(AnyType type) {
    if (type instanceof ResourceType resource) {
      return apply(resource);
    }
    if (type instanceof PrimitiveType) {
      return type;
    }
    Object known = done.get(type);
    if (known == null) {
      known = compute(type);
      done.put(type, known);
    }
    return (AnyType) known;
  }

  /** All values of a map, in order. */
  public SequencedMap<String, EntityType> applyAll(SequencedMap<String, EntityType> types) {
    SequencedMap<String, EntityType> applied = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<String, EntityType> each : types.entrySet()) {
      EntityType type = apply(each.getValue());
      changed |= type != each.getValue();
      applied.put(each.getKey(), type);
    }
    return changed ? applied : types;
  }

  /**
   * A type may have been imported and exported any number of times, so origins are followed without
   * recursion.
   */
  private TypeEntity applyEntity(TypeEntity entity) {
    if (done.get(entity) instanceof TypeEntity known) {
      return known;
    }
    Deque<TypeEntity> open = new ArrayDeque<>(1);
    TypeEntity at = entity;
    while (at != null && !done.containsKey(at)) {
      open.addLast(at);
      at = at.origin();
    }
    TypeEntity origin = at == null ? null : (TypeEntity) done.get(at);
    while (!open.isEmpty()) {
      TypeEntity next = open.removeLast();
      AnyType type = apply(next.type());
      origin = type == next.type() && origin == next.origin() ? next : new TypeEntity(type, origin);
      done.put(next, origin);
    }
    return Objects.requireNonNull(origin);
  }

  private @Nullable ValueType optional(@Nullable ValueType type) {
    return type == null ? null : apply(type);
  }

  private AnyType compute(AnyType type) {
    return switch (type) {
      case PrimitiveType primitive -> primitive;
      case ResourceType resource -> resource;
      case DefinedPrimitive primitive -> primitive;
      case FlagsType flags -> flags;
      case EnumType enumeration -> enumeration;
      case RecordType record -> {
        List<Field> fields = fields(record.fields());
        yield fields == record.fields() ? record : new RecordType(fields);
      }
      case VariantType variant -> {
        List<Case> cases =
            all(
                variant.cases(),
                c -> {
                  ValueType payload = optional(c.type());
                  return payload == c.type() ? c : new Case(c.name(), payload);
                });
        yield cases == variant.cases() ? variant : new VariantType(cases);
      }
      case TupleType tuple -> {
        List<ValueType> elements = all(tuple.elements(), this::apply);
        yield elements == tuple.elements() ? tuple : new TupleType(elements);
      }
      case ListType(ValueType element) -> {
        ValueType applied = apply(element);
        yield applied == element ? type : new ListType(applied);
      }
      case FixedListType(ValueType element, int length) -> {
        ValueType applied = apply(element);
        yield applied == element ? type : new FixedListType(applied, length);
      }
      case OptionType(ValueType element) -> {
        ValueType applied = apply(element);
        yield applied == element ? type : new OptionType(applied);
      }
      case ResultType result -> {
        ValueType ok = optional(result.ok());
        ValueType error = optional(result.error());
        yield ok == result.ok() && error == result.error() ? result : new ResultType(ok, error);
      }
      case OwnType own -> {
        ResourceType resource = apply(own.resource());
        TypeEntity named = named(own.named());
        yield resource == own.resource() && named == own.named()
            ? own
            : new OwnType(resource, named);
      }
      case BorrowType borrow -> {
        ResourceType resource = apply(borrow.resource());
        TypeEntity named = named(borrow.named());
        yield resource == borrow.resource() && named == borrow.named()
            ? borrow
            : new BorrowType(resource, named);
      }
      case StreamType stream -> {
        ValueType element = optional(stream.element());
        yield element == stream.element() ? stream : new StreamType(element);
      }
      case FutureType future -> {
        ValueType element = optional(future.element());
        yield element == future.element() ? future : new FutureType(element);
      }
      case MapType(ValueType key, ValueType value) -> {
        ValueType appliedKey = apply(key);
        ValueType appliedValue = apply(value);
        yield appliedKey == key && appliedValue == value
            ? type
            : new MapType(appliedKey, appliedValue);
      }
      case FunctionType function -> {
        List<Field> params = fields(function.params());
        ValueType result = optional(function.result());
        yield params == function.params() && result == function.result()
            ? function
            : new FunctionType(function.async(), params, result);
      }
      case InstanceType instance -> {
        SequencedMap<String, EntityType> exports = applyAll(instance.exports());
        yield exports == instance.exports()
            ? instance
            : new InstanceType(exports, all(instance.fresh(), this::apply));
      }
      case ComponentType component -> {
        SequencedMap<String, EntityType> imports = applyAll(component.imports());
        SequencedMap<String, EntityType> exports = applyAll(component.exports());
        yield imports == component.imports() && exports == component.exports()
            ? component
            : new ComponentType(
                imports,
                exports,
                all(component.imported(), this::apply),
                all(component.fresh(), this::apply));
      }
    };
  }

  private @Nullable TypeEntity named(@Nullable TypeEntity entity) {
    return entity == null ? null : applyEntity(entity);
  }

  private List<Field> fields(List<Field> fields) {
    return all(
        fields,
        f -> {
          ValueType type = apply(f.type());
          return type == f.type() ? f : new Field(f.name(), type);
        });
  }

  private static <T> List<T> all(List<T> items, UnaryOperator<T> change) {
    List<T> changed = new ArrayList<>(items.size());
    boolean same = true;
    for (T item : items) {
      T by = change.apply(item);
      same &= by == item;
      changed.add(by);
    }
    return same ? items : changed;
  }
}

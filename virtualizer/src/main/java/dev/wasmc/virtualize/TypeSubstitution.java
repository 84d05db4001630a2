package dev.wasmc.virtualize;

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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts types in the place of others wherever they are used. A type that changes nothing keeps its
 * identity.
 */
final class TypeSubstitution {
  private final Map<AnyType, AnyType> replaced = new IdentityHashMap<>();

  /** From now on {@code to} stands for {@code from}. */
  void put(AnyType from, AnyType to) {
    if (from != to) {
      replaced.put(from, to);
    }
  }

  EntityType apply(EntityType entity) {
    return switch (entity) {
      case FunctionType function -> apply(function);
      case TypeEntity type -> {
        AnyType applied = apply(type.type());
        yield applied == type.type() ? type : new TypeEntity(applied, type.origin());
      }
      case ModuleType _, ValueEntity _, InstanceType _, ComponentType _ -> entity;
    };
  }

  AnyType apply(AnyType type) {
    return switch (type) {
      case ValueType value -> apply(value);
      case FunctionType function -> apply(function);
      case ResourceType resource -> apply(resource);
      case InstanceType _, ComponentType _ -> type;
    };
  }

  FunctionType apply(FunctionType function) {
    if (replaced.isEmpty()) {
      return function;
    }
    return new FunctionType(
        function.async(),
        function.params().stream()
            .map(param -> new Field(param.name(), apply(param.type())))
            .toList(),
        applyIfAny(function.result()));
  }

  private ResourceType apply(ResourceType resource) {
    return replaced.get(resource) instanceof ResourceType other ? other : resource;
  }

  private @Nullable ValueType applyIfAny(@Nullable ValueType type) {
    return type == null ? null : apply(type);
  }

  /** Shared parts are done once: a result is remembered for its type. */
  ValueType apply(ValueType type) {
    if (replaced.isEmpty() || type instanceof PrimitiveType) {
      return type;
    }
    if (replaced.get(type) instanceof ValueType known) {
      return known;
    }
    ValueType applied = rebuild(type);
    replaced.put(type, applied);
    return applied;
  }

  private ValueType rebuild(ValueType type) {
    return switch (type) {
      case PrimitiveType _, DefinedPrimitive _, FlagsType _, EnumType _ -> type;
      case RecordType(List<Field> fields) -> {
        List<Field> applied =
            fields.stream().map(field -> new Field(field.name(), apply(field.type()))).toList();
        yield unchanged(fields, applied, Field::type) ? type : new RecordType(applied);
      }
      case VariantType(List<Case> cases) -> {
        List<Case> applied =
            cases.stream().map(each -> new Case(each.name(), applyIfAny(each.type()))).toList();
        yield unchanged(cases, applied, Case::type) ? type : new VariantType(applied);
      }
      case ListType(ValueType element) ->
          apply(element) == element ? type : new ListType(apply(element));
      case FixedListType(ValueType element, int length) ->
          apply(element) == element ? type : new FixedListType(apply(element), length);
      case TupleType(List<ValueType> elements) -> {
        List<ValueType> applied = elements.stream().map(this::apply).toList();
        yield unchanged(elements, applied, element -> element) ? type : new TupleType(applied);
      }
      case OptionType(ValueType element) ->
          apply(element) == element ? type : new OptionType(apply(element));
      case ResultType(ValueType ok, ValueType error) ->
          applyIfAny(ok) == ok && applyIfAny(error) == error
              ? type
              : new ResultType(applyIfAny(ok), applyIfAny(error));
      case OwnType own ->
          own.resource() == apply(own.resource()) ? own : new OwnType(apply(own.resource()));
      case BorrowType borrow ->
          borrow.resource() == apply(borrow.resource())
              ? borrow
              : new BorrowType(apply(borrow.resource()));
      case StreamType(ValueType element) ->
          applyIfAny(element) == element ? type : new StreamType(applyIfAny(element));
      case FutureType(ValueType element) ->
          applyIfAny(element) == element ? type : new FutureType(applyIfAny(element));
      case MapType(ValueType key, ValueType value) ->
          apply(key) == key && apply(value) == value ? type : new MapType(apply(key), apply(value));
    };
  }

  private static <P> boolean unchanged(
      List<P> parts, List<P> applied, Function<P, @Nullable ValueType> type) {
    for (int i = 0; i < parts.size(); i++) {
      if (type.apply(parts.get(i)) != type.apply(applied.get(i))) {
        return false;
      }
    }
    return true;
  }
}

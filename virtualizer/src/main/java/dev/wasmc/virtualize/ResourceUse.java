package dev.wasmc.virtualize;

import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FixedListType;
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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which resource types a type speaks of. */
final class ResourceUse {
  private final Set<ResourceType> resources = new LinkedHashSet<>();
  private final Set<AnyType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<AnyType> todo = new ArrayDeque<>();

  private ResourceUse() {}

  /** In the order in which they are met. */
  static Set<ResourceType> of(EntityType entity) {
    ResourceUse use = new ResourceUse();
    use.entity(entity);
    return use.walk();
  }

  static Set<ResourceType> of(ValueType type) {
    ResourceUse use = new ResourceUse();
    use.add(type);
    return use.walk();
  }

  private Set<ResourceType> walk() {
    while (!todo.isEmpty()) {
      AnyType type = todo.removeFirst();
      switch (type) {
        case ResourceType resource -> resources.add(resource);
        case FunctionType function -> function(function);
        case InstanceType instance -> instance.exports().values().forEach(this::entity);
        case ComponentType component -> {
          component.imports().values().forEach(this::entity);
          component.exports().values().forEach(this::entity);
        }
        case ValueType value -> value(value);
      }
    }
    return resources;
  }

  private void entity(EntityType entity) {
    switch (entity) {
      case FunctionType function -> add(function);
      case InstanceType instance -> add(instance);
      case ComponentType component -> add(component);
      case TypeEntity(AnyType type, _) -> add(type);
      default -> {}
    }
  }

  private void function(FunctionType function) {
    for (Field param : function.params()) {
      add(param.type());
    }
    add(function.result());
  }

  private void value(ValueType type) {
    switch (type) {
      case OwnType own -> add(own.resource());
      case BorrowType borrow -> add(borrow.resource());
      default -> parts(type).forEach(this::add);
    }
  }

  /** The value types that a value type is made of. */
  static List<@Nullable ValueType> parts(ValueType type) {
    return switch (type) {
      case RecordType record ->
          record.fields().stream().<@Nullable ValueType>map(Field::type).toList();
      case VariantType variant ->
          variant.cases().stream().<@Nullable ValueType>map(Case::type).toList();
      case ListType list -> Arrays.asList(list.element());
      case FixedListType list -> Arrays.asList(list.element());
      case TupleType tuple -> List.copyOf(tuple.elements());
      case OptionType option -> Arrays.asList(option.element());
      case ResultType result -> Arrays.asList(result.ok(), result.error());
      case StreamType stream -> Arrays.asList(stream.element());
      case FutureType future -> Arrays.asList(future.element());
      case MapType map -> Arrays.asList(map.key(), map.value());
      default -> List.of();
    };
  }

  private void add(@Nullable AnyType type) {
    if (type != null && seen.add(type)) {
      todo.add(type);
    }
  }
}

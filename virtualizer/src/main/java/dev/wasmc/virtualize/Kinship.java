package dev.wasmc.virtualize;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which imports speak of which types, and which import each of these comes from. Resource types are
 * bound to their import; other types of an import are needed only where nothing else names them.
 */
final class Kinship {
  /** The resource types that an import speaks of, by its name; an interface has its group's. */
  private final Map<String, Set<ResourceType>> reach = new LinkedHashMap<>();

  /** The types that an import speaks of and gives no name; resource types are among them. */
  private final Map<String, Set<AnyType>> unnamed = new LinkedHashMap<>();

  /** The import that a type comes from. */
  private final Map<AnyType, String> owner = new IdentityHashMap<>();

  Kinship(GuestImports imports) {
    for (ImportGroup group : imports.interfaces()) {
      add(group.name(), group.type());
      group.type().fresh().forEach(resource -> owner.putIfAbsent(resource, group.name()));
      named(group.type()).forEach(type -> owner.putIfAbsent(type, group.name()));
    }
    imports
        .types()
        .forEach((name, entity) -> {
          add(name, entity);
          named(entity).forEach(type -> owner.putIfAbsent(type, name));
        });
    for (Map.Entry<String, FunctionType> function : imports.functions().entrySet()) {
      add(function.getKey(), function.getValue());
    }
    imports.others().forEach(this::add);
  }

  private void add(String name, EntityType type) {
    reach.put(name, Reachable.resources(type));
    unnamed.put(name, unnamed(type));
  }

  /** The types that an import speaks of, and that it has to find under the name of another. */
  static Set<AnyType> unnamed(EntityType type) {
    Set<AnyType> types = Reachable.types(type);
    types.removeAll(named(type));
    types.addAll(Reachable.resources(type));
    return types;
  }

  /** The types that an import gives a name, primitive ones and other imports' resources aside. */
  static Set<AnyType> named(EntityType type) {
    Set<AnyType> named = Collections.newSetFromMap(new IdentityHashMap<>());
    switch (type) {
      case InstanceType instance -> {
        named.addAll(instance.fresh());
        instance.exports().values().stream()
            .filter(TypeEntity.class::isInstance)
            .flatMap(each -> named(each).stream())
            .filter(each -> !(each instanceof ResourceType))
            .forEach(named::add);
      }
      case TypeEntity(PrimitiveType _, var _) -> {}
      case TypeEntity(AnyType one, var _) -> named.add(one);
      default -> {}
    }
    return named;
  }

  /** These imports and all whose types they need. */
  Set<String> withNeeded(Collection<String> names) {
    Set<String> reached = new LinkedHashSet<>(names);
    Deque<String> todo = new ArrayDeque<>(names);
    while (!todo.isEmpty()) {
      for (AnyType type : unnamed.getOrDefault(todo.removeFirst(), Set.of())) {
        String from = owner.get(type);
        if (from != null && reached.add(from)) {
          todo.add(from);
        }
      }
    }
    return reached;
  }

  /** The imports that these resource types come from. */
  Set<String> owners(Collection<ResourceType> resources) {
    Set<String> owners = new LinkedHashSet<>();
    resources.stream().map(this::owner).filter(Objects::nonNull).forEach(owners::add);
    return owners;
  }

  /** Whether an import speaks of a resource type that comes from one of these. */
  boolean uses(String name, Predicate<String> from) {
    return reach.getOrDefault(name, Set.of()).stream()
        .map(this::owner)
        .anyMatch(owner -> owner != null && from.test(owner));
  }

  /** The import that a resource type comes from; null where that is none that is known. */
  @Nullable String owner(ResourceType resource) {
    return owner.get(resource);
  }
}

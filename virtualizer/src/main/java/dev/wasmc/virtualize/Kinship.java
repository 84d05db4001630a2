package dev.wasmc.virtualize;

import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.ResourceType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which imports speak of which resource types, and which import each of these comes from. */
final class Kinship {
  /** The resource types that an import speaks of, by its name; an interface has its group's. */
  private final Map<String, Set<ResourceType>> reach = new LinkedHashMap<>();

  /** The import that a resource type comes from. */
  private final Map<ResourceType, String> owner = new LinkedHashMap<>();

  Kinship(GuestImports imports) {
    for (ImportGroup group : imports.interfaces()) {
      add(group.name(), group.type());
      group.type().fresh().forEach(resource -> owner.putIfAbsent(resource, group.name()));
    }
    imports.resources().forEach((name, resource) -> owner.putIfAbsent(resource, name));
    imports.types().forEach(this::add);
    for (Map.Entry<String, FunctionType> function : imports.functions().entrySet()) {
      add(function.getKey(), function.getValue());
    }
    imports.others().forEach(this::add);
  }

  private void add(String name, EntityType type) {
    reach.put(name, Reachable.resources(type));
  }

  /** These imports and all whose resource types they need. */
  Set<String> withNeeded(Collection<String> names) {
    Set<String> reached = new LinkedHashSet<>(names);
    Deque<String> todo = new ArrayDeque<>(names);
    while (!todo.isEmpty()) {
      for (ResourceType resource : reach.getOrDefault(todo.removeFirst(), Set.of())) {
        String from = owner.get(resource);
        if (from != null && reached.add(from)) {
          todo.add(from);
        }
      }
    }
    return reached;
  }

  /** All imports that share resource types with these, or with one that does. */
  Set<String> sharing(Collection<ResourceType> resources) {
    Map<ResourceType, Set<String>> users = new LinkedHashMap<>();
    reach.forEach((name, used) ->
        used.forEach(
            resource -> users.computeIfAbsent(resource, r -> new LinkedHashSet<>()).add(name)));
    Set<String> reached = new LinkedHashSet<>();
    Set<ResourceType> seen = new LinkedHashSet<>(resources);
    Deque<ResourceType> todo = new ArrayDeque<>(seen);
    while (!todo.isEmpty()) {
      for (String name : users.getOrDefault(todo.removeFirst(), Set.of())) {
        if (reached.add(name)) {
          reach.getOrDefault(name, Set.of()).stream().filter(seen::add).forEach(todo::add);
        }
      }
    }
    return reached;
  }

  /** Whether an import speaks of a resource type that comes from one of these. */
  boolean uses(String name, Predicate<String> from) {
    return reach.getOrDefault(name, Set.of()).stream()
        .map(this::owner)
        .anyMatch(owner -> owner != null && from.test(owner));
  }

  private @Nullable String owner(ResourceType resource) {
    return owner.get(resource);
  }
}

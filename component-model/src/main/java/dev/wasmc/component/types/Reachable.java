package dev.wasmc.component.types;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that a type speaks of, itself included; types of exports of instances and components
 * too.
 */
public final class Reachable {
  private final Set<ResourceType> resources = new LinkedHashSet<>();
  private final Set<AnyType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<AnyType> todo = new ArrayDeque<>();

  private Reachable() {}

  /** Resource types, in the order in which they are met. */
  public static Set<ResourceType> resources(EntityType type) {
    return of(type).resources;
  }

  /** Resource types, in the order in which they are met. */
  public static Set<ResourceType> resources(ValueType type) {
    Reachable reachable = new Reachable();
    reachable.add(type);
    return reachable.walk().resources;
  }

  /** Type objects by identity. */
  public static Set<AnyType> types(EntityType type) {
    return of(type).seen;
  }

  private static Reachable of(EntityType type) {
    Reachable reachable = new Reachable();
    reachable.entity(type);
    return reachable.walk();
  }

  private Reachable walk() {
    for (AnyType type = todo.poll(); type != null; type = todo.poll()) {
      switch (type) {
        case ResourceType resource -> resources.add(resource);
        case FunctionType function -> Types.parts(function).forEach(this::add);
        case InstanceType instance -> instance.exports().values().forEach(this::entity);
        case ComponentType component -> {
          component.imports().values().forEach(this::entity);
          component.exports().values().forEach(this::entity);
        }
        case OwnType own -> add(own.resource());
        case BorrowType borrow -> add(borrow.resource());
        case ValueType value -> Types.parts(value).forEach(this::add);
      }
    }
    return this;
  }

  private void entity(EntityType entity) {
    switch (entity) {
      case FunctionType function -> add(function);
      case InstanceType instance -> add(instance);
      case ComponentType component -> add(component);
      case TypeEntity type -> add(type.type());
      case ValueEntity value -> add(value.type());
      case ModuleType _ -> {}
    }
  }

  private void add(@Nullable AnyType type) {
    if (type != null && seen.add(type)) {
      todo.add(type);
    }
  }
}

package dev.wasmc.component.validate;

import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.component.types.Types;
import dev.wasmc.component.types.ValueEntity;
import dev.wasmc.component.types.ValueType;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The resource types that a type refers to and does not introduce itself.
 *
 * <p>Visits each type object once. Recursion goes as deep as the type is nested.
 */
final class FreeResources {
  private final TypeFacts.Table facts;
  private final Set<ResourceType> found = new LinkedHashSet<>();
  private final Set<ResourceType> bound = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private FreeResources(TypeFacts.Table facts) {
    this.facts = facts;
  }

  /** Of one type, in the order in which they are met. */
  static Set<ResourceType> of(AnyType type, TypeFacts.Table facts) {
    FreeResources walk = new FreeResources(facts);
    walk.any(type);
    return walk.result();
  }

  /** Of imports or exports together. */
  static Set<ResourceType> of(Collection<EntityType> types, TypeFacts.Table facts) {
    FreeResources walk = new FreeResources(facts);
    types.forEach(walk::entity);
    return walk.result();
  }

  private Set<ResourceType> result() {
    found.removeAll(bound);
    return found;
  }

  private void entity(EntityType type) {
    switch (type) {
      case ModuleType module -> {}
      case ValueEntity(ValueType value) -> any(value);
      case TypeEntity(AnyType referenced, _) -> any(referenced);
      case FunctionType function -> any(function);
      case InstanceType instance -> any(instance);
      case ComponentType component -> any(component);
    }
  }

  private void any(AnyType type) {
    if (type instanceof ResourceType resource) {
      found.add(resource);
      return;
    }
    if (!facts.of(type).resources() || !visited.add(type)) {
      return;
    }
    switch (type) {
      case OwnType own -> found.add(own.resource());
      case BorrowType borrow -> found.add(borrow.resource());
      case ValueType value -> Types.parts(value).forEach(this::any);
      case FunctionType function -> Types.parts(function).forEach(this::any);
      case InstanceType instance -> {
        bound.addAll(instance.fresh());
        instance.exports().values().forEach(this::entity);
      }
      case ComponentType component -> {
        bound.addAll(component.imported());
        bound.addAll(component.fresh());
        component.imports().values().forEach(this::entity);
        component.exports().values().forEach(this::entity);
      }
      case ResourceType resource -> found.add(resource);
    }
  }
}

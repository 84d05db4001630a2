package dev.wasmc.compose;

import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.SameShape;
import dev.wasmc.component.types.Substitution;
import dev.wasmc.component.types.TypeEntity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Makes one instance type of several that mean the same interface: all their exports, each type
 * with the identity that it has in the first one. All are to be added before any is asked for.
 */
public final class ImportUnion {
  private final Substitution substitution = new Substitution();

  /** Nothing added yet. */
  public ImportUnion() {}

  /**
   * From now on the types of {@code other} are those of the same name in {@code first}.
   *
   * @param other agrees with {@code first}, see {@link SameShape#agree}
   */
  public void unify(InstanceType first, InstanceType other) {
    other
        .exports()
        .forEach((name, entity) -> {
          if (entity instanceof TypeEntity old
              && first.exports().get(name) instanceof TypeEntity kept) {
            unify(kept, old);
          }
        });
  }

  /** From now on {@code other} is {@code first}. */
  public void unify(TypeEntity first, TypeEntity other) {
    if (other.type() instanceof ResourceType a && first.type() instanceof ResourceType b) {
      substitution.replace(a, b);
    } else {
      substitution.replace(other.type(), first.type());
    }
    substitution.replace(other, first);
  }

  /**
   * @param types those that were unified, the first of them first
   */
  public InstanceType union(List<InstanceType> types) {
    InstanceType first = types.getFirst();
    SequencedMap<String, EntityType> exports =
        new LinkedHashMap<>(substitution.applyAll(first.exports()));
    List<ResourceType> fresh = new ArrayList<>(first.fresh());
    for (InstanceType other : types.subList(1, types.size())) {
      other
          .exports()
          .forEach((name, entity) -> exports.putIfAbsent(name, substitution.apply(entity)));
      other.fresh().stream()
          .filter(resource -> substitution.apply(resource) == resource)
          .forEach(fresh::add);
    }
    return new InstanceType(exports, fresh);
  }

  /** Another type in terms of the kept identities. */
  public EntityType apply(EntityType type) {
    return substitution.apply(type);
  }
}

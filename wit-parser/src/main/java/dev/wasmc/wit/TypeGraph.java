package dev.wasmc.wit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How types lead to types and to interfaces, over lists that may still grow. */
record TypeGraph(List<Interface> interfaces, List<TypeDef> types) {
  Type resolveAliases(Type type) {
    Type current = type;
    while (current instanceof TypeId id
        && types.get(id.index()).kind() instanceof TypeKind.AliasKind(var target)) {
      current = target;
    }
    return current;
  }

  boolean isResource(Type type) {
    return resolveAliases(type) instanceof TypeId id
        && types.get(id.index()).kind() instanceof TypeKind.ResourceKind;
  }

  Optional<InterfaceId> usedFrom(TypeId id) {
    TypeDef def = types.get(id.index());
    if (def.kind() instanceof TypeKind.AliasKind(TypeId target)) {
      TypeOwner owner = types.get(target.index()).owner();
      if (!owner.equals(def.owner()) && owner instanceof TypeOwner.OfInterface(var from)) {
        return Optional.of(from);
      }
    }
    return Optional.empty();
  }

  List<InterfaceId> directDependencies(InterfaceId id) {
    Set<InterfaceId> found = new LinkedHashSet<>();
    for (TypeId type : interfaces.get(id.index()).types().values()) {
      usedFrom(type).ifPresent(found::add);
    }
    return List.copyOf(found);
  }
}

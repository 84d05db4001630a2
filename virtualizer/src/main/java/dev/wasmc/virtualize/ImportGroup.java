package dev.wasmc.virtualize;

import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An interface that a guest imports, once for all versions that agree.
 *
 * @param names as the guest imports it, in its order; all get one instance
 * @param type with the types of the highest version and the functions of all
 * @param wasi which interface of WASI it is; empty also where its types contradict WASI's
 */
record ImportGroup(List<String> names, InstanceType type, Optional<WasiInterface> wasi) {
  ImportGroup {
    names = List.copyOf(names);
  }

  /** The name of the highest version. */
  String name() {
    return names.getLast();
  }

  boolean isIo() {
    return wasi.filter(each -> each.group() == WasiInterface.Group.IO).isPresent();
  }

  /** Whether a type of another entity is a type that this interface gives a name. */
  boolean namesTypeOf(EntityType other) {
    Set<AnyType> parts = Reachable.types(other);
    return type.fresh().stream().anyMatch(parts::contains)
        || type.exports().values().stream()
            .anyMatch(each ->
                each instanceof TypeEntity(AnyType named, var _)
                    && !(named instanceof ResourceType)
                    && !(named instanceof PrimitiveType)
                    && parts.contains(named));
  }

  boolean is(WasiInterface one) {
    return wasi.filter(each -> each == one).isPresent();
  }
}

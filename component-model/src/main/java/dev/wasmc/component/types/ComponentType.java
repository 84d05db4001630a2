package dev.wasmc.component.types;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The type of a component.
 *
 * @param imports by name, in order
 * @param exports by name, in order
 * @param imported the resource types that stand for what is given at instantiation
 * @param fresh the resource types that each instantiation makes anew
 */
public record ComponentType(
    SequencedMap<String, EntityType> imports,
    SequencedMap<String, EntityType> exports,
    List<ResourceType> imported,
    List<ResourceType> fresh)
    implements AnyType, EntityType {
  public ComponentType {
    imports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(imports));
    exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
    imported = List.copyOf(imported);
    fresh = List.copyOf(fresh);
  }
}

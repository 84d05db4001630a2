package dev.wasmc.component.types;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The type of an instance.
 *
 * @param exports by name, in order
 * @param fresh the resource types that it introduces itself: whoever instantiates or imports it
 *     gets new ones in their place
 */
public record InstanceType(SequencedMap<String, EntityType> exports, List<ResourceType> fresh)
    implements AnyType, EntityType {
  public InstanceType {
    exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
    fresh = List.copyOf(fresh);
  }
}

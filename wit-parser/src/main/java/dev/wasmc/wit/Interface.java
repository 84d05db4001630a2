package dev.wasmc.wit;

import dev.wasmc.source.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An interface.
 *
 * @param name null for one written inside a world
 * @param packageId the package that it is part of, or whose world it is written in
 * @param types by name, in dependency order
 * @param functions by name, in order
 * @param docs the text of the comments in front of it; null for none
 * @param origin the interface without a name in another world that an {@code include} made this one
 *     of; null for none
 */
public record Interface(
    @Nullable String name,
    PackageId packageId,
    SequencedMap<String, TypeId> types,
    SequencedMap<String, Function> functions,
    @Nullable String docs,
    Stability stability,
    @Nullable InterfaceId origin,
    Place place) {
  public Interface {
    types = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(types));
    functions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(functions));
  }

  Interface withOrigin(@Nullable InterfaceId changed) {
    return new Interface(name, packageId, types, functions, docs, stability, changed, place);
  }
}

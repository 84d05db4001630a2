package dev.wasmc.wit;

import dev.wasmc.source.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A world, with everything that its items need listed among its imports.
 *
 * @param imports interfaces, then types, then functions; each after what it refers to
 * @param exports never a type
 * @param docs the text of the comments in front of it; null for none
 */
public record World(
    String name,
    PackageId packageId,
    SequencedMap<WorldKey, WorldItem> imports,
    SequencedMap<WorldKey, WorldItem> exports,
    @Nullable String docs,
    Stability stability,
    Place place) {
  public World {
    imports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(imports));
    exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
  }
}

package dev.wasmc.wit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A package.
 *
 * @param interfaces by name, each after what it refers to
 * @param worlds by name, each after what it includes
 * @param docs the text of the comments in front of its declaration; null for none
 */
public record WitPackage(
    PackageName name,
    SequencedMap<String, InterfaceId> interfaces,
    SequencedMap<String, WorldId> worlds,
    @Nullable String docs) {
  public WitPackage {
    interfaces = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(interfaces));
    worlds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(worlds));
  }
}

package dev.wasmc.wit;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is let in.
 *
 * @param language the experimental parts of the language that are on
 * @param gates the {@code @unstable} features that are on
 * @param allGates whether every {@code @unstable} feature is on
 */
public record WitOptions(Set<LanguageFeature> language, Set<String> gates, boolean allGates) {
  /** The standard without anything experimental or unstable. */
  public static final WitOptions DEFAULT = new WitOptions(Set.of(), Set.of(), false);

  public WitOptions {
    language = Set.copyOf(language);
    gates = Set.copyOf(gates);
  }

  /** The same with everything experimental on. */
  public WitOptions withAllLanguage() {
    return new WitOptions(EnumSet.allOf(LanguageFeature.class), gates, allGates);
  }

  /** The same with every {@code @unstable} feature on. */
  public WitOptions withAllGates() {
    return new WitOptions(language, gates, true);
  }

  /**
   * The same with one {@code @unstable} feature on.
   *
   * @param feature as a gate names it; one that no package has changes nothing
   */
  public WitOptions withGate(String feature) {
    Set<String> more = new TreeSet<>(gates);
    more.add(feature);
    return new WitOptions(language, more, allGates);
  }

  /** The same with one experimental part of the language on. */
  public WitOptions withLanguage(LanguageFeature feature) {
    Set<LanguageFeature> more = EnumSet.of(feature);
    more.addAll(language);
    return new WitOptions(more, gates, allGates);
  }
}

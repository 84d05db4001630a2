package dev.wasmc.wit;

import java.util.Optional;

/** What the standard still calls experimental: off unless turned on by name. */
public enum LanguageFeature {
  /** The gate {@code 📝} of the standard. */
  ERROR_CONTEXT("error-context", "the type `error-context`"),
  /** The gate {@code 🔧} of the standard. */
  FIXED_LENGTH_LISTS("fixed-length-lists", "a list with a fixed length"),
  /** The gate {@code 🪺} of the standard. */
  NESTED_NAMES("nested-names", "a name with nested namespaces or packages");

  private final String flag;
  private final String what;

  LanguageFeature(String flag, String what) {
    this.flag = flag;
    this.what = what;
  }

  /** In words. */
  public String what() {
    return what;
  }

  /** As {@code --lang} names it. */
  public String flag() {
    return flag;
  }

  /** The feature that {@code --lang} names so; empty for none. */
  public static Optional<LanguageFeature> ofFlag(String flag) {
    for (LanguageFeature feature : values()) {
      if (feature.flag.equals(flag)) {
        return Optional.of(feature);
      }
    }
    return Optional.empty();
  }
}

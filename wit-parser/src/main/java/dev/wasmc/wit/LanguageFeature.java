package dev.wasmc.wit;

import java.util.Optional;

/** What the standard still calls experimental: off unless turned on by name. */
public enum LanguageFeature {
  ERROR_CONTEXT("error-context", "the type `error-context`"),
  FIXED_LENGTH_LISTS("fixed-length-lists", "a list with a fixed length"),
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

  public static Optional<LanguageFeature> ofFlag(String flag) {
    for (LanguageFeature feature : values()) {
      if (feature.flag.equals(flag)) {
        return Optional.of(feature);
      }
    }
    return Optional.empty();
  }
}

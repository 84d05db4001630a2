package dev.wasmc.wit;

import java.util.Optional;

/** What the standard still calls experimental: off unless turned on by name. */
public enum LanguageFeature {
  ERROR_CONTEXT("error-context"),
  FIXED_LENGTH_LISTS("fixed-length-lists");

  private final String flag;

  LanguageFeature(String flag) {
    this.flag = flag;
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

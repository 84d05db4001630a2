package dev.wasmc.component;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The parts of the component model that the standard gates, in the terms that tools use for them.
 */
public enum ComponentFeature {
  ASYNC("cm-async"),
  MORE_ASYNC_BUILTINS("cm-more-async-builtins"),
  ASYNC_STACKFUL("cm-async-stackful"),
  THREADING("cm-threading"),
  SHARED_EVERYTHING_THREADS("shared-everything-threads"),
  ERROR_CONTEXT("cm-error-context"),
  FIXED_LENGTH_LISTS("cm-fixed-length-lists"),
  MAP("cm-map"),
  IMPLEMENTS("cm-implements"),
  MEMORY64("cm64"),
  GC("cm-gc"),
  VALUES("cm-values"),
  NESTED_NAMES("cm-nested-names"),
  CANONICAL_NAMES("cm-canon-names");

  /**
   * What is on unless a caller says otherwise: the gated features that are ratified and supported
   * here.
   */
  public static final Set<ComponentFeature> DEFAULT =
      Collections.unmodifiableSet(EnumSet.of(MAP, IMPLEMENTS));

  private final String label;

  ComponentFeature(String label) {
    this.label = label;
  }

  /** The name that users and other tools know it by. */
  public String label() {
    return label;
  }
}

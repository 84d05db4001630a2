package dev.wasmc.wasm;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A set of features that are turned on. {@link Feature#MVP} always is. */
public final class Features {
  /** All that there is a name for. */
  public static final Features ALL = new Features(EnumSet.allOf(Feature.class));

  /** What modules may use that are to be run. */
  public static final Features SUPPORTED =
      of(
          Feature.MUTABLE_GLOBAL,
          Feature.SIGN_EXTENSION,
          Feature.SATURATING_FLOAT_TO_INT,
          Feature.MULTI_VALUE,
          Feature.BULK_MEMORY,
          Feature.REFERENCE_TYPES,
          Feature.EXTENDED_CONST,
          Feature.MULTI_MEMORY);

  private final Set<Feature> on;

  private Features(EnumSet<Feature> on) {
    this.on = Collections.unmodifiableSet(on);
  }

  public static Features of(Feature... features) {
    EnumSet<Feature> on = EnumSet.of(Feature.MVP, features);
    return new Features(on);
  }

  public Features with(Feature... features) {
    EnumSet<Feature> more = EnumSet.copyOf(on);
    Collections.addAll(more, features);
    return new Features(more);
  }

  public Features without(Feature... features) {
    EnumSet<Feature> fewer = EnumSet.copyOf(on);
    for (Feature feature : features) {
      fewer.remove(feature);
    }
    fewer.add(Feature.MVP);
    return new Features(fewer);
  }

  public boolean has(Feature feature) {
    return on.contains(feature);
  }

  /** In the order of {@link Feature}. */
  public Set<Feature> on() {
    return on;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Features that && on.equals(that.on);
  }

  @Override
  public int hashCode() {
    return on.hashCode();
  }

  @Override
  public String toString() {
    return on.toString();
  }
}

package dev.wasmc.component.types;

import java.util.List;

/** A variant; at least one case. */
public record VariantType(List<Case> cases) implements ValueType {
  public VariantType {
    cases = List.copyOf(cases);
  }
}

package dev.wasmc.runtime.plan;

import dev.wasmc.component.validate.ValidatedComponent;
import org.jspecify.annotations.Nullable;

/** A component where it is defined. */
final class ComponentClosure {
  final ValidatedComponent component;
  final @Nullable Frame scope;
  final String label;

  ComponentClosure(ValidatedComponent component, @Nullable Frame scope, String label) {
    this.component = component;
    this.scope = scope;
    this.label = label;
  }
}

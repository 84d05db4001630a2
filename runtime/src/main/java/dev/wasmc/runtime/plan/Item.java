package dev.wasmc.runtime.plan;

import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ModuleType;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands at an index of a component while it is interpreted, and what a component exports in
 * the end.
 */
public sealed interface Item {
  /** A function; identity counts, since a function is the same under all its names. */
  sealed interface Function extends Item {
    FunctionType type();

    /** Of the component that {@code type} was validated in. */
    ResourceMap resources();
  }

  /** A core function that a component lifts. */
  final class Lifted implements Function {
    private final CoreDef core;
    private final FunctionType type;
    private final ResourceMap resources;
    private final PlannedOptions options;

    Lifted(CoreDef core, FunctionType type, ResourceMap resources, PlannedOptions options) {
      this.core = core;
      this.type = type;
      this.resources = resources;
      this.options = options;
    }

    public CoreDef core() {
      return core;
    }

    @Override
    public FunctionType type() {
      return type;
    }

    @Override
    public ResourceMap resources() {
      return resources;
    }

    public PlannedOptions options() {
      return options;
    }
  }

  /**
   * A function that the host gives.
   *
   * @param imported the interface it belongs to as it is imported, version included; of an instance
   *     inside of an imported one, both names with {@code #} between them; empty for a function
   *     imported by itself
   */
  record Imported(String imported, String name, FunctionType type, ResourceMap resources)
      implements Function {
    /** {@code interface.function}. */
    public String label() {
      return imported.isEmpty() ? name : imported + "." + name;
    }
  }

  record Instance(SequencedMap<String, Item> exports) implements Item {
    public Instance {
      exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
    }
  }

  /**
   * @param resource null for a type that is no resource type
   */
  record Type(@Nullable PlannedResource resource) implements Item {}

  /** A core module. */
  sealed interface Module extends Item {}

  /** A core module of the component. */
  record DefinedModule(ValidatedModule module) implements Module {}

  /**
   * A core module that the host gives; identity counts.
   *
   * @param imported as for {@link Imported}
   */
  record ImportedModule(String imported, String name, ModuleType type) implements Module {}

  /** A component with the scopes that its outer aliases reach. */
  final class Component implements Item {
    private final ComponentClosure closure;

    Component(ComponentClosure closure) {
      this.closure = closure;
    }

    ComponentClosure closure() {
      return closure;
    }
  }
}

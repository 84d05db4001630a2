package dev.wasmc.runtime.plan;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A resource type of a plan; identity counts.
 *
 * <p>Either a component instance of the plan implements it, or the host does.
 */
public final class PlannedResource {
  private final String name;
  private final OptionalInt definer;
  private final @Nullable CoreDef destructor;
  private final @Nullable String hostInterface;

  private PlannedResource(
      String name,
      OptionalInt definer,
      @Nullable CoreDef destructor,
      @Nullable String hostInterface) {
    this.name = name;
    this.definer = definer;
    this.destructor = destructor;
    this.hostInterface = hostInterface;
  }

  static PlannedResource ofGuest(String name, int instance, @Nullable CoreDef destructor) {
    return new PlannedResource(name, OptionalInt.of(instance), destructor, null);
  }

  static PlannedResource ofHost(String hostInterface, String name) {
    return new PlannedResource(name, OptionalInt.empty(), null, hostInterface);
  }

  /** For messages, and for the host to find its own. */
  public String name() {
    return name;
  }

  /** The component instance that implements it; empty for the host's. */
  public OptionalInt definer() {
    return definer;
  }

  /** Of type {@code [i32] -> []}. */
  public @Nullable CoreDef destructor() {
    return destructor;
  }

  /** The import that brought it, as {@link Item.Imported} has it; null for a guest's. */
  public @Nullable String hostInterface() {
    return hostInterface;
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.wasmc.runtime;

import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.Item;
import java.util.Map;

/**
 * A plan with a host function for each import.
 *
 * @param functions by the plan's import
 * @param resources the host's resources, by interface name and resource name as the component
 *     imports them
 */
public record LinkedComponent(
    ComponentPlan plan,
    Map<Item.Imported, HostFunction> functions,
    Map<ResourceKey, HostResource> resources) {
  /** A resource of an imported interface. */
  public record ResourceKey(String imported, String name) {}
}

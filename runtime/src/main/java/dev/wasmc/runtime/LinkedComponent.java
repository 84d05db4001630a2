package dev.wasmc.runtime;

import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.Item;
import dev.wasmc.runtime.plan.PlannedResource;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.Map;

/**
 * A plan with what the host gives for each import.
 *
 * @param functions by the plan's import
 * @param modules by the plan's import
 * @param resources the host's, by the plan's resource type
 * @param code of the plan
 */
public record LinkedComponent(
    ComponentPlan plan,
    Map<Item.Imported, HostFunction> functions,
    Map<Item.ImportedModule, ValidatedModule> modules,
    Map<PlannedResource, HostResource> resources,
    PlanCode code) {}

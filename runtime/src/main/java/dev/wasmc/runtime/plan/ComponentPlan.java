package dev.wasmc.runtime.plan;

import dev.wasmc.component.validate.ValidatedComponent;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A component, ready to be linked and instantiated.
 *
 * @param exports of the root
 * @param imports the functions that a host must give, in the order of the component's imports
 * @param hostModules the core modules that a host must give, likewise
 * @param hostResources the resource types that a host must give, likewise
 * @param denials the functions of bridges that stand for something denied
 */
public record ComponentPlan(
    ValidatedComponent component,
    List<PlannedInstance> instances,
    List<Initializer> initializers,
    SequencedMap<String, Item> exports,
    List<Item.Imported> imports,
    List<Item.ImportedModule> hostModules,
    List<PlannedResource> hostResources,
    Map<Item.Lifted, PlannedDenial> denials) {}

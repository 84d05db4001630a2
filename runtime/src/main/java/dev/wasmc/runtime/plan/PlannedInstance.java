package dev.wasmc.runtime.plan;

import dev.wasmc.component.validate.ValidatedComponent;

/**
 * An instance of a component or of one nested in it.
 *
 * @param parent -1 for the root
 * @param label what it is called in reports: its name where a name section has one, else its place
 */
public record PlannedInstance(int index, int parent, ValidatedComponent component, String label) {}

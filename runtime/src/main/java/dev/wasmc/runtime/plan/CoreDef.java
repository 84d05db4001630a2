package dev.wasmc.runtime.plan;

/**
 * Something that a core module imports or a canonical option names, as it is found when the plan is
 * carried out.
 */
public sealed interface CoreDef {
  /**
   * An export of a core instance.
   *
   * @param instance the number of an {@link Initializer.InstantiateModule}
   */
  record Export(int instance, String name) implements CoreDef {}

  /**
   * A host function as core code sees it.
   *
   * @param index the number of an {@link Initializer.LowerImport}
   */
  record Lowered(int index) implements CoreDef {}

  /**
   * A function of another component instance as core code sees it.
   *
   * @param index the number of an {@link Initializer.FuseAdapter}
   */
  record Adapter(int index) implements CoreDef {}

  /**
   * @param instance the component instance whose handle table is used; the resource is one of its
   *     own
   */
  record ResourceNew(int instance, PlannedResource resource) implements CoreDef {}

  /**
   * @param instance as for {@link ResourceNew}
   */
  record ResourceRep(int instance, PlannedResource resource) implements CoreDef {}

  /**
   * @param instance the component instance whose handle table is used
   */
  record ResourceDrop(int instance, PlannedResource resource) implements CoreDef {}
}

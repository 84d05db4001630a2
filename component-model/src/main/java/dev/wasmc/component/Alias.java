package dev.wasmc.component;

/**
 * A definition that stands for one that is somewhere else. It adds to the index space of {@link
 * #sort()}.
 */
public sealed interface Alias extends Definition {
  Sort sort();

  /** Of an export of an instance. */
  record InstanceExport(Sort sort, int instance, String name, int at) implements Alias {}

  /** Of an export of a core instance. */
  record CoreInstanceExport(CoreSort coreSort, int instance, String name, int at) implements Alias {
    @Override
    public Sort sort() {
      return new Sort.Core(coreSort);
    }
  }

  /**
   * Of an enclosing component or type.
   *
   * @param count how many scopes outwards; 0 is the current one
   */
  record Outer(Sort sort, int count, int index, int at) implements Alias {}
}

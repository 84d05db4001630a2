package dev.wasmc.component;

import java.util.List;

/** A canonical definition. {@link Lift} adds a function, all others a core function. */
public sealed interface Canon extends Definition {
  record Lift(int coreFunction, List<CanonOption> options, int typeIndex, int at) implements Canon {
    public Lift {
      options = List.copyOf(options);
    }
  }

  record Lower(int function, List<CanonOption> options, int at) implements Canon {
    public Lower {
      options = List.copyOf(options);
    }
  }

  /**
   * @param resource type index
   */
  record ResourceNew(int resource, int at) implements Canon {}

  /**
   * @param resource type index
   */
  record ResourceDrop(int resource, int at) implements Canon {}

  /**
   * @param resource type index
   */
  record ResourceRep(int resource, int at) implements Canon {}
}

package dev.wasmc.runtime.plan;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;

/**
 * Counts what interpreting a component does. Since instances are interpreted again and again, and
 * instances of instances have exports again and again, a small file can ask for any amount.
 */
final class Work {
  private int done;

  /** Throws {@link DiagnosticException} with {@link PlanProblem.TooLarge} where it is too much. */
  void add(int steps) {
    done += steps;
    if (done > Planner.MAX_STEPS) {
      throw DiagnosticException.error(
          new PlanProblem.TooLarge(Planner.MAX_STEPS), Place.Nowhere.NOWHERE);
    }
  }
}

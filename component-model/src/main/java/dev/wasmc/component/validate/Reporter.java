package dev.wasmc.component.validate;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.component.ComponentProblem.Rule;
import dev.wasmc.component.types.Mismatch;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Problem;
import java.util.Set;
import java.util.function.IntFunction;

/** Makes the errors of one component. */
final class Reporter {
  private final IntFunction<Place> places;
  private final Set<ComponentFeature> features;

  /**
   * @param places from {@link dev.wasmc.component.Definition#at()}
   */
  Reporter(IntFunction<Place> places, Set<ComponentFeature> features) {
    this.places = places;
    this.features = features;
  }

  Set<ComponentFeature> features() {
    return features;
  }

  Place place(int at) {
    return places.apply(at);
  }

  /** To be thrown. */
  DiagnosticException error(Problem problem, int at) {
    return DiagnosticException.error(problem, places.apply(at));
  }

  /** To be thrown. */
  DiagnosticException invalid(Rule rule, int at, String detail) {
    return error(new ComponentProblem.Invalid(rule, detail), at);
  }

  /** To be thrown. */
  DiagnosticException mismatch(int at, String what, Mismatch mismatch) {
    return error(new ComponentProblem.TypeMismatch(what, mismatch), at);
  }

  /** To be thrown. */
  DiagnosticException overLimit(int at, String what, long limit) {
    return error(new ComponentProblem.OverLimit(what, limit), at);
  }

  void require(ComponentFeature feature, int at, String what) {
    if (!features.contains(feature)) {
      throw error(new ComponentProblem.Unsupported(feature, what), at);
    }
  }
}

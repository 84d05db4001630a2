package dev.wasmc.runtime.plan;

import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;

/** Why a valid component cannot be planned. */
public sealed interface PlanProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(PlanProblem.class.getResourceAsStream("problems.md"));
  }

  /** It makes more instances than allowed; nesting multiplies them. */
  record TooManyInstances(int limit) implements PlanProblem {
    @Override
    public String id() {
      return "too-many-instances";
    }

    @Override
    public String message() {
      return "the component makes more than " + limit + " instances";
    }
  }

  /** Its instances have more definitions and exports, all together, than allowed. */
  record TooLarge(int limit) implements PlanProblem {
    @Override
    public String id() {
      return "too-large-to-plan";
    }

    @Override
    public String message() {
      return "the component's instances have more than "
          + limit
          + " definitions and exports altogether";
    }
  }

  /** Something valid that this runtime has no answer for. */
  record Unsupported(String what) implements PlanProblem {
    @Override
    public String id() {
      return "unsupported-at-run-time";
    }

    @Override
    public String message() {
      return what + " is not supported by this runtime";
    }
  }
}

package dev.wasmc.component;

import dev.wasmc.component.types.Mismatch;
import dev.wasmc.source.Explanations;
import dev.wasmc.source.Problem;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a component whose bytes are well formed. */
public sealed interface ComponentProblem extends Problem {
  /** What there is to say about each of these. */
  static Explanations explanations() {
    return Explanations.read(ComponentProblem.class.getResourceAsStream("problems.md"));
  }

  /** The rule that is broken. */
  enum Rule {
    UNKNOWN_INDEX,
    UNKNOWN_EXPORT,
    WRONG_SORT,
    DUPLICATE_NAME,
    INVALID_NAME,
    INVALID_VERSION,
    RESOURCE_FUNCTION_NAME,
    UNNAMED_TYPE,
    UNNAMED_RESOURCE,
    EMPTY_TYPE,
    MISSING_ARGUMENT,
    INVALID_RESOURCE,
    FOREIGN_RESOURCE,
    OUTER_ALIAS,
    INVALID_OPTION,
    DUPLICATE_OPTION,
    MISSING_OPTION,
    CORE_SIGNATURE,
    CORE_TYPE,
    BORROW_IN_RESULT,
    INVALID_TYPE,
    INVALID_ATTRIBUTE
  }

  /** A rule of the component model is broken. */
  record Invalid(Rule rule, String detail) implements ComponentProblem {
    @Override
    public String id() {
      return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
      return detail;
    }
  }

  /**
   * Something is given or promised whose type does not fit.
   *
   * @param what such as {@code the argument "a"}
   */
  record TypeMismatch(String what, Mismatch mismatch) implements ComponentProblem {
    @Override
    public String id() {
      return "type-mismatch";
    }

    @Override
    public String message() {
      return what + " does not fit: " + mismatch.message();
    }
  }

  /** Of a gated feature that is not turned on or not supported. */
  record Unsupported(ComponentFeature feature, String what) implements ComponentProblem {
    @Override
    public String id() {
      return "unsupported-feature";
    }

    @Override
    public String message() {
      return what + " needs the feature " + feature.label() + ", which is not supported here";
    }
  }

  /** Larger than what this implementation takes. */
  record OverLimit(String what, long limit) implements ComponentProblem {
    @Override
    public String id() {
      return "over-limit";
    }

    @Override
    public String message() {
      return what + " exceeds the limit of " + limit;
    }

    @Override
    public Optional<String> hint() {
      return Optional.of("the limits guard against inputs that would use up memory or time");
    }
  }
}

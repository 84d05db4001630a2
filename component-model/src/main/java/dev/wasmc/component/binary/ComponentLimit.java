package dev.wasmc.component.binary;

/** The largest counts that a component may have. */
public enum ComponentLimit {
  DEFINITIONS(1_000_000, "definitions"),
  NESTING(10_000, "components inside each other"),
  TYPE_NESTING(100, "types inside each other"),
  FIELDS(10_000, "fields"),
  CASES(10_000, "cases"),
  LABELS(10_000, "labels"),
  PARAMS(1_000, "parameters"),
  OPTIONS(100, "canonical options"),
  ARGUMENTS(100_000, "arguments"),
  DECLARATORS(1_000_000, "declarators"),
  ATTRIBUTES(100, "attributes");

  private final int max;
  private final String plural;

  ComponentLimit(int max, String plural) {
    this.max = max;
    this.plural = plural;
  }

  /** The largest number allowed. */
  public int max() {
    return max;
  }

  /** What is counted, for messages. */
  public String plural() {
    return plural;
  }
}

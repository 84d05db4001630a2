package dev.wasmc.source;

/** How much a diagnostic matters. */
public enum Severity {
  /** The input cannot be used. */
  ERROR,
  /** The input can be used, and something about it is likely not meant. */
  WARNING,
  /** Nothing is wrong. */
  NOTE;

  /** As printed in front of a message. */
  public String label() {
    return switch (this) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }
}

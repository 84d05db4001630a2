package dev.wasmc.source;

/** How much a diagnostic matters. */
public enum Severity {
  ERROR,
  WARNING,
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

package dev.wasmc.capability;

import java.util.Locale;

/** What becomes of standard output and standard error. */
public enum StdioMode {
  /** They are passed through. */
  ALLOW,
  /** They are closed: each write fails. */
  DENY,
  /** They take everything and keep nothing. */
  IGNORE;

  /** As in the flag. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

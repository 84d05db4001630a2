package dev.wasmc.cli;

import java.util.Locale;

/** How diagnostics are written. */
enum DiagnosticFormat {
  /** For people. */
  TEXT,
  /** One line of our own JSON. */
  JSON,
  /** SARIF 2.1.0, for editors and CI. */
  SARIF;

  /** As {@code --diagnostics} names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For the flag. */
  static final class Converter extends WordConverter<DiagnosticFormat> {
    Converter() {
      super(values());
    }
  }
}

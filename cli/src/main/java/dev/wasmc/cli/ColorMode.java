package dev.wasmc.cli;

import java.util.Locale;

/** When messages are coloured. */
enum ColorMode {
  AUTO,
  NEVER,
  ALWAYS;

  /** As in the flag; picocli shows it in the list of values. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For the flag. */
  static final class Converter extends WordConverter<ColorMode> {
    Converter() {
      super(values());
    }
  }
}

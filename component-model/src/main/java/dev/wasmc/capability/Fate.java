package dev.wasmc.capability;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of an import.
 *
 * @param imported its name, as the guest writes it
 * @param detail by what, such as {@code fixed at 2000-01-01T00:00:00Z} or the name of a plug; may
 *     be empty
 */
public record Fate(String imported, Kind kind, String detail) {
  /** The four things that can become of one. */
  public enum Kind {
    /** Something virtual answers for it. */
    ANSWERED,
    /** Nothing is there; see {@link Denial}. */
    DENIED,
    /** It stays an import. */
    PASSED,
    /** Another component that the user named exports it. */
    PLUGGED;

    /** In lower case, as shown and recorded. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String label) {
      for (Kind each : values()) {
        if (each.label().equals(label)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }
}

package dev.wasmc.component.names;

import dev.wasmc.semver.Version;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version in an interface name. */
public sealed interface InterfaceVersion {
  /** As written behind the {@code @}. */
  String text();

  /** The part that compatible versions have in common, see {@link Version#track()}. */
  String track();

  /** A whole version. */
  record Full(Version version) implements InterfaceVersion {
    @Override
    public String text() {
      return version.toString();
    }

    @Override
    public String track() {
      return version.track();
    }
  }

  /**
   * A canonical version, which names what compatible versions have in common (gated in the
   * standard).
   */
  record Track(String track) implements InterfaceVersion {
    private static final Pattern SYNTAX =
        Pattern.compile("[1-9][0-9]*|0\\.[1-9][0-9]*|0\\.0\\.[1-9][0-9]*|0\\.0\\.0");

    @Override
    public String text() {
      return track;
    }

    /** Empty for a text that is no canonical version. */
    static Optional<InterfaceVersion> parse(String text) {
      return SYNTAX.matcher(text).matches() ? Optional.of(new Track(text)) : Optional.empty();
    }
  }
}

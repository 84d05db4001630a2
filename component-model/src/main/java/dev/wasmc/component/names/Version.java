package dev.wasmc.component.names;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as of Semantic Versioning 2.0. The order is its precedence, which leaves build metadata
 * out, and so differs from {@link #equals}.
 *
 * @param major unsigned 64 bits, likewise {@code minor} and {@code patch}
 * @param preRelease the identifiers behind the hyphen
 * @param build the identifiers behind the plus sign
 */
public record Version(
    long major, long minor, long patch, List<String> preRelease, List<String> build)
    implements Comparable<Version> {
  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final String PRE_IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final String BUILD_IDENTIFIER = "[0-9A-Za-z-]+";
  private static final Pattern SYNTAX =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-("
              + PRE_IDENTIFIER
              + "(?:\\."
              + PRE_IDENTIFIER
              + ")*+))?"
              + "(?:\\+("
              + BUILD_IDENTIFIER
              + "(?:\\."
              + BUILD_IDENTIFIER
              + ")*+))?");
  private static final int MAX_LENGTH = 256;

  public Version {
    preRelease = List.copyOf(preRelease);
    build = List.copyOf(build);
  }

  public Version(long major, long minor, long patch) {
    this(major, minor, patch, List.of(), List.of());
  }

  /** Empty for a text that is no valid version, or one of more than 256 characters. */
  public static Optional<Version> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Version(
              Long.parseUnsignedLong(matcher.group(1)),
              Long.parseUnsignedLong(matcher.group(2)),
              Long.parseUnsignedLong(matcher.group(3)),
              identifiers(matcher.group(4)),
              identifiers(matcher.group(5))));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private static List<String> identifiers(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split("\\."));
  }

  /**
   * The {@code canonversion}: the part that versions have in common which promise to be compatible,
   * such as {@code 1}, {@code 0.2} or {@code 0.0.7}.
   */
  public String track() {
    if (major != 0) {
      return Long.toUnsignedString(major);
    }
    return minor != 0 ? "0." + Long.toUnsignedString(minor) : "0.0." + Long.toUnsignedString(patch);
  }

  /** What {@link #track()} leaves out: {@code track + suffix} is the version again. */
  public String suffix() {
    return toString().substring(track().length());
  }

  /**
   * Whether an implementation of one version may be tried where the other is asked for; whether it
   * fits is then a question of types. A pre-release promises nothing, so it goes with itself only.
   */
  public boolean isCompatibleWith(Version other) {
    return equals(other)
        || (preRelease.isEmpty() && other.preRelease.isEmpty() && track().equals(other.track()));
  }

  @Override
  public int compareTo(Version other) {
    return Comparator.<Version>comparingLong(v -> v.major + Long.MIN_VALUE)
        .thenComparingLong(v -> v.minor + Long.MIN_VALUE)
        .thenComparingLong(v -> v.patch + Long.MIN_VALUE)
        .thenComparing(Version::comparePreRelease)
        .compare(this, other);
  }

  private static int comparePreRelease(Version a, Version b) {
    if (a.preRelease.isEmpty() || b.preRelease.isEmpty()) {
      return Boolean.compare(a.preRelease.isEmpty(), b.preRelease.isEmpty());
    }
    int common = Math.min(a.preRelease.size(), b.preRelease.size());
    for (int i = 0; i < common; i++) {
      int order = compareIdentifiers(a.preRelease.get(i), b.preRelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.preRelease.size(), b.preRelease.size());
  }

  private static int compareIdentifiers(String a, String b) {
    boolean aNumeric = isNumeric(a);
    if (aNumeric != isNumeric(b)) {
      return aNumeric ? -1 : 1;
    }
    return aNumeric && a.length() != b.length()
        ? Integer.compare(a.length(), b.length())
        : a.compareTo(b);
  }

  private static boolean isNumeric(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(major)
        + "."
        + Long.toUnsignedString(minor)
        + "."
        + Long.toUnsignedString(patch)
        + (preRelease.isEmpty() ? "" : "-" + String.join(".", preRelease))
        + (build.isEmpty() ? "" : "+" + String.join(".", build));
  }
}

package dev.wasmc.semver;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as of Semantic Versioning 2.0.0.
 *
 * @param major unsigned 64 bits, likewise {@code minor} and {@code patch}
 * @param pre the pre-release identifiers with their periods; empty for a release
 * @param build the build metadata with its periods; empty for none
 */
public record Version(long major, long minor, long patch, String pre, String build)
    implements Comparable<Version> {
  private static final String NUMBER = "(0|[1-9][0-9]{0,19})";
  private static final Pattern PATTERN =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z.-]+))?");

  /** A release without build metadata. */
  public Version(long major, long minor, long patch) {
    this(major, minor, patch, "", "");
  }

  /** Empty for a text that is no valid version. */
  public static Optional<Version> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String pre = matcher.group(4) == null ? "" : matcher.group(4);
    String build = matcher.group(5) == null ? "" : matcher.group(5);
    if (!identifiersAreValid(pre, true) || !identifiersAreValid(build, false)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Version(
              Long.parseUnsignedLong(matcher.group(1)),
              Long.parseUnsignedLong(matcher.group(2)),
              Long.parseUnsignedLong(matcher.group(3)),
              pre,
              build));
    } catch (NumberFormatException beyond64Bits) {
      return Optional.empty();
    }
  }

  private static boolean identifiersAreValid(String dotted, boolean numbersAreCanonical) {
    if (dotted.isEmpty()) {
      return true;
    }
    for (String part : dotted.split("\\.", -1)) {
      if (part.isEmpty()
          || (numbersAreCanonical && isNumber(part) && part.length() > 1 && part.startsWith("0"))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String part) {
    return part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * What versions have in common that promise to be compatible, such as {@code 1}, {@code 0.2} or
   * {@code 0.0.7}: the {@code canonversion} of the component model.
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
    return equals(other) || (pre.isEmpty() && other.pre.isEmpty() && track().equals(other.track()));
  }

  /** Whether its precedence is lower, which build metadata has no part in (section 10). */
  public boolean isOlderThan(Version other) {
    return comparePrecedence(other) < 0;
  }

  /**
   * In order of precedence; build metadata decides last, so that the order agrees with {@code
   * equals}. Which version may serve for which is asked of {@link #isOlderThan}.
   */
  @Override
  public int compareTo(Version other) {
    int order = comparePrecedence(other);
    return order != 0 ? order : compareDotted(build, other.build);
  }

  private int comparePrecedence(Version other) {
    int order = Long.compareUnsigned(major, other.major);
    order = order != 0 ? order : Long.compareUnsigned(minor, other.minor);
    order = order != 0 ? order : Long.compareUnsigned(patch, other.patch);
    if (order == 0 && !pre.equals(other.pre)) {
      if (pre.isEmpty() || other.pre.isEmpty()) {
        return pre.isEmpty() ? 1 : -1;
      }
      order = compareDotted(pre, other.pre);
    }
    return order;
  }

  private static int compareDotted(String left, String right) {
    String[] lefts = left.split("\\.", -1);
    String[] rights = right.split("\\.", -1);
    for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
      int order = compareIdentifiers(lefts[i], rights[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(lefts.length, rights.length);
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftIsNumber = !left.isEmpty() && isNumber(left);
    boolean rightIsNumber = !right.isEmpty() && isNumber(right);
    if (leftIsNumber != rightIsNumber) {
      return leftIsNumber ? -1 : 1;
    }
    if (leftIsNumber && left.length() != right.length()) {
      return Integer.compare(left.length(), right.length());
    }
    return left.compareTo(right);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(major)
        + "."
        + Long.toUnsignedString(minor)
        + "."
        + Long.toUnsignedString(patch)
        + (pre.isEmpty() ? "" : "-" + pre)
        + (build.isEmpty() ? "" : "+" + build);
  }
}

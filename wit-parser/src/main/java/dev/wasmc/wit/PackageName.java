package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a package, such as {@code wasi:clocks@0.2.12}, or {@code a:b:c/d} where namespaces
 * and packages are nested. Ordered by namespaces, names and version, no version first.
 *
 * @param namespaces at least one, the outermost first
 * @param names of the package, which is the last one, and of those that it is nested in
 * @param version null for none
 */
public record PackageName(List<String> namespaces, List<String> names, @Nullable Version version)
    implements Comparable<PackageName> {
  /** More namespaces and names than this are in no name that is read, in any form. */
  public static final int MAX_PARTS = 100;

  private static final Comparator<List<String>> BY_PARTS =
      (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));
  private static final Comparator<PackageName> ORDER =
      Comparator.comparing(PackageName::namespaces, BY_PARTS)
          .thenComparing(PackageName::names, BY_PARTS)
          .thenComparing(PackageName::version, Comparator.nullsFirst(Comparator.naturalOrder()));

  public PackageName {
    namespaces = List.copyOf(namespaces);
    names = List.copyOf(names);
    if (namespaces.isEmpty() || names.isEmpty()) {
      throw new IllegalArgumentException("a package has a namespace and a name");
    }
  }

  /** One that is not nested. */
  public PackageName(String namespace, String name, @Nullable Version version) {
    this(List.of(namespace), List.of(name), version);
  }

  @Override
  public int compareTo(PackageName other) {
    return ORDER.compare(this, other);
  }

  /** Whether only the version may differ. */
  public boolean isSamePackage(PackageName other) {
    return namespaces.equals(other.namespaces) && names.equals(other.names);
  }

  /** Whether a namespace or the package itself is inside of another one. */
  public boolean isNested() {
    return namespaces.size() > 1 || names.size() > 1;
  }

  /** The same package in another version; null for none. */
  public PackageName withVersion(@Nullable Version other) {
    return new PackageName(namespaces, names, other);
  }

  /** Without the version, such as {@code wasi:clocks}. */
  public String path() {
    return path(UnaryOperator.identity());
  }

  /**
   * Without the version.
   *
   * @param spelling how each of the names is written
   */
  private String path(UnaryOperator<String> spelling) {
    StringBuilder out = new StringBuilder();
    for (String namespace : namespaces) {
      out.append(spelling.apply(namespace)).append(':');
    }
    for (int i = 0; i < names.size(); i++) {
      out.append(i == 0 ? "" : "/").append(spelling.apply(names.get(i)));
    }
    return out.toString();
  }

  private String atVersion() {
    return version == null ? "" : "@" + version;
  }

  /**
   * The name of an interface or a world of this package, such as {@code
   * wasi:clocks/wall-clock@0.2.12}.
   */
  public String member(String member) {
    return path() + "/" + member + atVersion();
  }

  /** As WIT has it: with a {@code %} in front of keywords. */
  public String written() {
    return path(Keywords::escape) + atVersion();
  }

  /** A {@link #member} as WIT has it. */
  public String writtenMember(String member) {
    return path(Keywords::escape) + "/" + Keywords.escape(member) + atVersion();
  }

  @Override
  public String toString() {
    return path() + atVersion();
  }
}

package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a package, such as {@code wasi:clocks@0.2.12}. Ordered by namespace, name and
 * version, no version first.
 *
 * @param version null for none
 */
public record PackageName(String namespace, String name, @Nullable Version version)
    implements Comparable<PackageName> {
  private static final Comparator<PackageName> ORDER =
      Comparator.comparing(PackageName::namespace)
          .thenComparing(PackageName::name)
          .thenComparing(PackageName::version, Comparator.nullsFirst(Comparator.naturalOrder()));

  @Override
  public int compareTo(PackageName other) {
    return ORDER.compare(this, other);
  }

  /** Whether only the version may differ. */
  public boolean isSamePackage(PackageName other) {
    return namespace.equals(other.namespace) && name.equals(other.name);
  }

  /**
   * The name of an interface or a world of this package, such as {@code
   * wasi:clocks/wall-clock@0.2.12}.
   */
  public String member(String member) {
    return namespace + ":" + name + "/" + member + (version == null ? "" : "@" + version);
  }

  @Override
  public String toString() {
    return namespace + ":" + name + (version == null ? "" : "@" + version);
  }
}

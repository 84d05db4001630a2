package dev.wasmc.component.names;

import dev.wasmc.component.ComponentFeature;
import dev.wasmc.component.ComponentProblem;
import dev.wasmc.semver.Version;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The name of an import or an export, taken apart. */
public sealed interface ParsedName {
  /** As written. */
  String text();

  /** A plain name without annotation. */
  record Label(String label) implements ParsedName {
    @Override
    public String text() {
      return label;
    }
  }

  /** The constructor of a resource. */
  record Constructor(String resource) implements ParsedName {
    @Override
    public String text() {
      return NameParser.CONSTRUCTOR + resource;
    }
  }

  /** A method of a resource. */
  record Method(String resource, String name) implements ParsedName {
    @Override
    public String text() {
      return NameParser.METHOD + resource + "." + name;
    }
  }

  /** A static function of a resource. */
  record Static(String resource, String name) implements ParsedName {
    @Override
    public String text() {
      return NameParser.STATIC + resource + "." + name;
    }
  }

  /**
   * An interface.
   *
   * @param namespaces at least one; more than one is gated in the standard
   * @param projections at least one; more than one is gated in the standard
   */
  record InterfaceName(
      List<String> namespaces,
      String packageName,
      List<String> projections,
      Optional<InterfaceVersion> version)
      implements ParsedName {
    public InterfaceName {
      namespaces = List.copyOf(namespaces);
      projections = List.copyOf(projections);
    }

    public InterfaceName(
        String namespace, String packageName, String interfaceName, Optional<Version> version) {
      this(
          List.of(namespace),
          packageName,
          List.of(interfaceName),
          version.map(InterfaceVersion.Full::new));
    }

    /** Of the package, which is the last one, and of those that it is nested in. */
    public List<String> packageNames() {
      List<String> names = new ArrayList<>(List.of(packageName));
      names.addAll(projections.subList(0, projections.size() - 1));
      return List.copyOf(names);
    }

    /** Such as {@code wasi:io}. */
    public String packageText() {
      return String.join(":", namespaces) + ":" + String.join("/", packageNames());
    }

    /** The name without a version, such as {@code wasi:io/poll}. */
    public String unversioned() {
      return packageText() + "/" + interfaceName();
    }

    /** The last projection, such as {@code poll}. */
    public String interfaceName() {
      return projections.getLast();
    }

    /** The version where it is a whole one. */
    public Optional<Version> fullVersion() {
      return version.flatMap(v ->
          v instanceof InterfaceVersion.Full(Version full) ? Optional.of(full) : Optional.empty());
    }

    /**
     * Whether an export of one name may be tried for an import of the other: the same interface in
     * compatible versions, see {@link Version#isCompatibleWith}. A canonical version goes with all
     * of its track.
     */
    public boolean isCompatibleWith(InterfaceName other) {
      if (!unversioned().equals(other.unversioned())) {
        return false;
      }
      if (version.isEmpty() || other.version.isEmpty()) {
        return version.equals(other.version);
      }
      Optional<Version> mine = fullVersion();
      Optional<Version> theirs = other.fullVersion();
      boolean full = mine.isPresent() && theirs.isPresent();
      return full
          ? mine.get().isCompatibleWith(theirs.get())
          : version.get().track().equals(other.version.get().track());
    }

    @Override
    public String text() {
      return unversioned() + version.map(v -> "@" + v.text()).orElse("");
    }
  }

  /** Takes a name apart under the default features; empty for an invalid one. */
  static Optional<ParsedName> of(String name) {
    return of(name, ComponentFeature.DEFAULT);
  }

  /** Takes a name apart; empty for one that is invalid under these features. */
  static Optional<ParsedName> of(String name, Set<ComponentFeature> features) {
    try {
      return Optional.of(parse(name, features, Place.Nowhere.NOWHERE));
    } catch (DiagnosticException invalid) {
      return Optional.empty();
    }
  }

  /** The interface that a name names; empty for another or an invalid name. */
  static Optional<InterfaceName> interfaceOf(String name) {
    return of(name).flatMap(n -> n instanceof InterfaceName i ? Optional.of(i) : Optional.empty());
  }

  /**
   * @throws DiagnosticException with a {@link ComponentProblem} at {@code place}
   */
  static ParsedName parse(String name, Set<ComponentFeature> features, Place place) {
    return new NameParser(name, features, place).parse();
  }
}

package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Packages with every name resolved.
 *
 * <p>Ids are indices into the lists. A package stands after those it needs, an interface after
 * those of its package it uses, a type after those it is made of, except for handles that a
 * function needs. {@link ResolveChecker} says more.
 *
 * @param packages in dependency order
 * @param interfaces those written inside worlds too
 * @param types those without a name too
 */
public record Resolve(
    List<WitPackage> packages,
    List<Interface> interfaces,
    List<World> worlds,
    List<TypeDef> types) {
  /** Without packages: what parsing starts from. */
  public static final Resolve EMPTY = new Resolve(List.of(), List.of(), List.of(), List.of());

  public Resolve {
    packages = List.copyOf(packages);
    interfaces = List.copyOf(interfaces);
    worlds = List.copyOf(worlds);
    types = List.copyOf(types);
  }

  /**
   * The package of this id.
   *
   * @throws IndexOutOfBoundsException for an id of another resolve, where it does not happen to
   *     fit; likewise the others
   */
  public WitPackage get(PackageId id) {
    return packages.get(id.index());
  }

  /** The interface of this id. */
  public Interface get(InterfaceId id) {
    return interfaces.get(id.index());
  }

  /** The world of this id. */
  public World get(WorldId id) {
    return worlds.get(id.index());
  }

  /** The type of this id. */
  public TypeDef get(TypeId id) {
    return types.get(id.index());
  }

  /** All packages: the given one first, then the others in the order of their names. */
  public List<PackageId> packagesFrom(PackageId first) {
    return IntStream.range(0, packages.size())
        .mapToObj(PackageId::new)
        .sorted(
            Comparator.comparing((PackageId id) -> !id.equals(first))
                .thenComparing(id -> get(id).name()))
        .toList();
  }

  /** The package of exactly this name. */
  public Optional<PackageId> findPackage(PackageName name) {
    for (int i = 0; i < packages.size(); i++) {
      if (packages.get(i).name().equals(name)) {
        return Optional.of(new PackageId(i));
      }
    }
    return Optional.empty();
  }

  /**
   * The package of this name, or else the one of the greatest compatible version that is not older.
   */
  public Optional<PackageId> findCompatiblePackage(PackageName name) {
    Optional<PackageId> exact = findPackage(name);
    Version wanted = name.version();
    if (exact.isPresent() || wanted == null) {
      return exact;
    }
    PackageId best = null;
    Version bestVersion = wanted;
    for (int i = 0; i < packages.size(); i++) {
      PackageName candidate = packages.get(i).name();
      Version version = candidate.version();
      if (candidate.isSamePackage(name)
          && version != null
          && version.isCompatibleWith(wanted)
          && version.compareTo(bestVersion) >= 0) {
        best = new PackageId(i);
        bestVersion = version;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The interface of this full name, such as {@code wasi:io/streams@0.2.12}, or of a compatible
   * version that is not older.
   */
  public Optional<InterfaceId> findInterface(PackageName packageName, String name) {
    return findCompatiblePackage(packageName)
        .flatMap(id -> Optional.ofNullable(get(id).interfaces().get(name)));
  }

  /**
   * The full name of an interface, such as {@code wasi:io/streams@0.2.12}; nothing for one written
   * inside a world.
   */
  public Optional<String> fullName(InterfaceId id) {
    Interface found = get(id);
    String name = found.name();
    return name == null
        ? Optional.empty()
        : Optional.of(get(found.packageId()).name().member(name));
  }

  /** The name of an import or an export as a component has it. */
  public String name(WorldKey key) {
    return switch (key) {
      case WorldKey.Named(var name) -> name;
      case WorldKey.OfInterface(var id) -> fullName(id).orElseThrow();
    };
  }

  /** The type at the end of a chain of aliases. */
  public Type resolveAliases(Type type) {
    return graph().resolveAliases(type);
  }

  /** Whether the type is a resource, perhaps by another name. */
  public boolean isResource(Type type) {
    return graph().isResource(type);
  }

  /** The interface that a type comes from by {@code use}, if it does. */
  public Optional<InterfaceId> usedFrom(TypeId id) {
    return graph().usedFrom(id);
  }

  /** The interfaces that an interface uses types of, in order, each once. */
  public List<InterfaceId> directDependencies(InterfaceId id) {
    return graph().directDependencies(id);
  }

  private TypeGraph graph() {
    return new TypeGraph(interfaces, types);
  }

  /** The packages that a package needs directly, in order, each once. */
  public List<PackageId> directDependencies(PackageId id) {
    SortedSet<Integer> own = new TreeSet<>();
    Set<PackageId> ofWorlds = new LinkedHashSet<>();
    get(id).interfaces().values().forEach(each -> own.add(each.index()));
    for (WorldId world : get(id).worlds().values()) {
      for (SequencedMap<WorldKey, WorldItem> items :
          List.of(get(world).imports(), get(world).exports())) {
        for (WorldItem item : items.values()) {
          if (item instanceof WorldItem.InterfaceItem used) {
            ofWorlds.add(get(used.id()).packageId());
            if (get(used.id()).packageId().equals(id)) {
              own.add(used.id().index());
            }
          }
        }
      }
    }
    Set<PackageId> found = new LinkedHashSet<>();
    for (int each : own) {
      directDependencies(new InterfaceId(each))
          .forEach(dependency -> found.add(get(dependency).packageId()));
    }
    found.addAll(ofWorlds);
    found.remove(id);
    return List.copyOf(found);
  }

  /** Everything that a package needs, each before what needs it, without the package itself. */
  public List<PackageId> dependencies(PackageId id) {
    Set<PackageId> needed = new LinkedHashSet<>(directDependencies(id));
    // A dependency has a smaller index than what needs it.
    for (int i = id.index() - 1; i >= 0; i--) {
      PackageId candidate = new PackageId(i);
      if (needed.contains(candidate)) {
        needed.addAll(directDependencies(candidate));
      }
    }
    List<PackageId> sorted = new ArrayList<>(needed);
    sorted.sort((left, right) -> Integer.compare(left.index(), right.index()));
    return List.copyOf(sorted);
  }
}

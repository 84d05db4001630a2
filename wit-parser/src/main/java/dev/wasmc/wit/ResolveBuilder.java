package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Resolve} that grows. Interfaces, worlds and types may be replaced until their package is
 * complete.
 */
final class ResolveBuilder {
  private final List<WitPackage> packages = new ArrayList<>();
  private final List<Interface> interfaces = new ArrayList<>();
  private final List<World> worlds = new ArrayList<>();
  private final List<TypeDef> types = new ArrayList<>();
  private final TypeGraph graph = new TypeGraph(interfaces, types);

  /**
   * Per package without its version, its versions; so that a lookup does not depend on how many
   * packages there are.
   */
  private final Map<PackageName, TreeMap<PackageName, PackageId>> packagesByName = new HashMap<>();

  /** The types that have a borrowed handle in them. */
  private final BitSet borrowing = new BitSet();

  ResolveBuilder(Resolve start) {
    start.packages().forEach(found -> set(addPackage(found.name()), found));
    interfaces.addAll(start.interfaces());
    worlds.addAll(start.worlds());
    start.types().forEach(this::add);
  }

  /** A place for a package that is filled later. */
  PackageId addPackage(PackageName name) {
    PackageId id = new PackageId(packages.size());
    packages.add(
        new WitPackage(
            name, Collections.emptyNavigableMap(), Collections.emptyNavigableMap(), null));
    packagesByName.computeIfAbsent(name.withVersion(null), _ -> new TreeMap<>()).put(name, id);
    return id;
  }

  void set(PackageId id, WitPackage complete) {
    packages.set(id.index(), complete);
  }

  TypeId add(TypeDef type) {
    TypeId id = new TypeId(types.size());
    types.add(type);
    if (type.kind() instanceof TypeKind.BorrowKind) {
      borrowing.set(id.index());
    } else if (!(type.kind() instanceof TypeKind.OwnKind)) {
      type.kind()
          .forEachType(part -> {
            if (hasBorrow(part)) {
              borrowing.set(id.index());
            }
          });
    }
    return id;
  }

  void set(TypeId id, TypeDef type) {
    types.set(id.index(), type);
  }

  InterfaceId add(Interface added) {
    interfaces.add(added);
    return new InterfaceId(interfaces.size() - 1);
  }

  InterfaceId nextInterface() {
    return new InterfaceId(interfaces.size());
  }

  WorldId add(World world) {
    worlds.add(world);
    return new WorldId(worlds.size() - 1);
  }

  void set(WorldId id, World world) {
    worlds.set(id.index(), world);
  }

  WitPackage get(PackageId id) {
    return packages.get(id.index());
  }

  Interface get(InterfaceId id) {
    return interfaces.get(id.index());
  }

  World get(WorldId id) {
    return worlds.get(id.index());
  }

  TypeDef get(TypeId id) {
    return types.get(id.index());
  }

  TypeGraph graph() {
    return graph;
  }

  boolean hasBorrow(@Nullable Type type) {
    return type instanceof TypeId id && borrowing.get(id.index());
  }

  /** All versions of a package, in order. */
  SequencedMap<PackageName, PackageId> versions(PackageName name) {
    TreeMap<PackageName, PackageId> versions = packagesByName.get(name.withVersion(null));
    return versions == null
        ? Collections.emptyNavigableMap()
        : Collections.unmodifiableNavigableMap(versions);
  }

  /**
   * The package of this name, or else the one of the greatest compatible version that is not older.
   */
  @Nullable PackageId findCompatiblePackage(PackageName name) {
    SequencedMap<PackageName, PackageId> versions = versions(name);
    PackageId exact = versions.get(name);
    Version wanted = name.version();
    if (exact != null || wanted == null) {
      return exact;
    }
    PackageId best = null;
    for (Map.Entry<PackageName, PackageId> candidate : versions.entrySet()) {
      Version version = candidate.getKey().version();
      if (version != null && version.isCompatibleWith(wanted) && version.compareTo(wanted) >= 0) {
        best = candidate.getValue();
      }
    }
    return best;
  }

  List<PackageName> packageNames() {
    return packages.stream().map(WitPackage::name).toList();
  }

  String name(WorldKey key) {
    return switch (key) {
      case WorldKey.Named(var name) -> name;
      case WorldKey.OfInterface(var id) -> {
        Interface found = get(id);
        String name = found.name() == null ? "" : found.name();
        yield get(found.packageId()).name().member(name);
      }
    };
  }

  Resolve build() {
    return new Resolve(packages, interfaces, worlds, types);
  }
}

package dev.wasmc.virtualize;

import dev.wasmc.bindings.WasiTypes;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.Reachable;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.SameShape;
import dev.wasmc.component.types.TypeEntity;
import dev.wasmc.compose.ImportUnion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a guest imports, sorted for a bridge: interfaces, functions imported by themselves, and the
 * rest.
 *
 * @param interfaces in the guest's order
 * @param functions by name
 * @param types types imported by themselves, by name
 * @param resources the resource types among those that no interface has
 * @param others modules, components, values, and instances with any of these: no bridge can stand
 *     for them
 * @param exported the imported resource types that each export of the guest speaks of; only exports
 *     with some
 */
record GuestImports(
    List<ImportGroup> interfaces,
    SequencedMap<String, FunctionType> functions,
    SequencedMap<String, TypeEntity> types,
    SequencedMap<String, ResourceType> resources,
    SequencedMap<String, EntityType> others,
    SequencedMap<String, Set<ResourceType>> exported) {

  static GuestImports of(ComponentType guest) {
    SequencedMap<String, FunctionType> functions = new LinkedHashMap<>();
    SequencedMap<String, TypeEntity> types = new LinkedHashMap<>();
    SequencedMap<String, EntityType> others = new LinkedHashMap<>();
    Map<String, List<Version>> tracks = new LinkedHashMap<>();
    guest
        .imports()
        .forEach((name, entity) -> {
          switch (entity) {
            case InstanceType instance when isPlain(instance) ->
                place(tracks, new Version(name, instance));
            case FunctionType function -> functions.put(name, function);
            case TypeEntity type -> types.put(name, type);
            default -> others.put(name, entity);
          }
        });
    ImportUnion union = new ImportUnion();
    for (List<Version> versions : tracks.values()) {
      InstanceType newest = versions.getLast().type();
      versions.subList(0, versions.size() - 1).forEach(older -> union.unify(newest, older.type()));
    }
    Set<ResourceType> known = new HashSet<>();
    List<ImportGroup> groups =
        withoutImpostors(
            tracks.values().stream().map(versions -> group(versions, union, known)).toList());
    functions.replaceAll((name, function) -> (FunctionType) union.apply(function));
    types.replaceAll((name, type) -> (TypeEntity) union.apply(type));
    others.replaceAll((name, other) -> union.apply(other));
    SequencedMap<String, ResourceType> resources = new LinkedHashMap<>();
    types.forEach((name, entity) -> {
      if (entity.type() instanceof ResourceType resource && known.add(resource)) {
        resources.put(name, resource);
      }
    });
    SequencedMap<String, Set<ResourceType>> exported = new LinkedHashMap<>();
    guest
        .exports()
        .forEach((name, entity) -> {
          Set<ResourceType> used = Reachable.resources(union.apply(entity));
          used.retainAll(known);
          if (!used.isEmpty()) {
            exported.put(name, used);
          }
        });
    return new GuestImports(groups, functions, types, resources, others, exported);
  }

  private static boolean isPlain(InstanceType instance) {
    return instance.exports().values().stream()
        .allMatch(each -> each instanceof FunctionType || each instanceof TypeEntity);
  }

  /** One import of an interface. */
  private record Version(String name, InstanceType type) {}

  private static void place(Map<String, List<Version>> tracks, Version version) {
    for (List<Version> track : tracks.values()) {
      if (isCompatible(track.getFirst().name(), version.name())
          && track.stream().allMatch(other -> SameShape.agree(other.type(), version.type()))) {
        track.add(version);
        track.sort(Comparator.comparing(Version::name, GuestImports::compareVersions));
        return;
      }
    }
    tracks.put(version.name(), new ArrayList<>(List.of(version)));
  }

  private static boolean isCompatible(String one, String other) {
    return ParsedName.of(one).orElse(null) instanceof ParsedName.InterfaceName a
        && ParsedName.of(other).orElse(null) instanceof ParsedName.InterfaceName b
        && a.isCompatibleWith(b);
  }

  private static int compareVersions(String one, String other) {
    if (ParsedName.of(one).orElse(null) instanceof ParsedName.InterfaceName a
        && ParsedName.of(other).orElse(null) instanceof ParsedName.InterfaceName b
        && a.fullVersion().isPresent()
        && b.fullVersion().isPresent()) {
      return a.fullVersion().get().compareTo(b.fullVersion().get());
    }
    return 0;
  }

  /**
   * @param known the resource types of the groups before; those that are new come from this one
   */
  private static ImportGroup group(
      List<Version> versions, ImportUnion union, Set<ResourceType> known) {
    InstanceType type = union.union(versions.reversed().stream().map(Version::type).toList());
    List<ResourceType> fresh = new ArrayList<>();
    for (EntityType entity : type.exports().values()) {
      if (entity instanceof TypeEntity named
          && named.type() instanceof ResourceType resource
          && known.add(resource)) {
        fresh.add(resource);
      }
    }
    return new ImportGroup(
        versions.stream().map(Version::name).toList(),
        new InstanceType(type.exports(), fresh),
        WasiInterface.of(versions.getLast().name()));
  }

  /**
   * An interface whose types contradict WASI's, or another version's, is none of WASI; where it is
   * one of input and output, whose resources meet, neither are the others of these.
   */
  private static List<ImportGroup> withoutImpostors(List<ImportGroup> groups) {
    Set<WasiInterface> seen = new HashSet<>();
    List<ImportGroup> impostors =
        groups.stream()
            .filter(group ->
                WasiTypes.contradiction(group.name(), group.type()).isPresent()
                    || !group.wasi().map(seen::add).orElse(true))
            .toList();
    boolean io = impostors.stream().anyMatch(ImportGroup::isIo);
    return groups.stream()
        .map(group ->
            impostors.contains(group) || (io && group.isIo())
                ? new ImportGroup(group.names(), group.type(), Optional.empty())
                : group)
        .toList();
  }
}

package dev.wasmc.virtualize;

import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.names.ParsedName;
import dev.wasmc.component.types.AnyType;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.component.types.EntityType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.InstanceType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TypeEntity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a guest imports, sorted for a bridge: interfaces, functions imported by themselves, and the
 * rest.
 *
 * @param interfaces in the guest's order
 * @param functions by name
 * @param types types imported by themselves, by name
 * @param others modules, components and values: no bridge can stand for them
 */
record GuestImports(
    List<ImportGroup> interfaces,
    SequencedMap<String, FunctionType> functions,
    SequencedMap<String, TypeEntity> types,
    List<String> others) {

  static GuestImports of(ComponentType guest) {
    SequencedMap<String, FunctionType> functions = new LinkedHashMap<>();
    SequencedMap<String, TypeEntity> types = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    Map<String, List<Version>> tracks = new LinkedHashMap<>();
    guest
        .imports()
        .forEach((name, entity) -> {
          switch (entity) {
            case InstanceType instance -> place(tracks, new Version(name, instance));
            case FunctionType function -> functions.put(name, function);
            case TypeEntity type -> types.put(name, type);
            default -> others.add(name);
          }
        });
    TypeMerge merge = new TypeMerge();
    List<ImportGroup> groups = new ArrayList<>();
    for (List<Version> versions : tracks.values()) {
      groups.add(merge.group(versions));
    }
    return new GuestImports(List.copyOf(groups), functions, types, List.copyOf(others));
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

  /** Gives each type of an older version the identity that it has in the newest. */
  private static final class TypeMerge {
    private final TypeSubstitution substitution = new TypeSubstitution();

    ImportGroup group(List<Version> versions) {
      Version newest = versions.getLast();
      SequencedMap<String, EntityType> exports = new LinkedHashMap<>();
      newest
          .type()
          .exports()
          .forEach((name, entity) -> exports.put(name, substitution.apply(entity)));
      List<ResourceType> fresh = new ArrayList<>(newest.type().fresh());
      for (Version older : versions.subList(0, versions.size() - 1)) {
        older
            .type()
            .exports()
            .forEach((name, entity) -> {
              if (entity instanceof TypeEntity(AnyType type, _)
                  && exports.get(name) instanceof TypeEntity(AnyType representative, _)) {
                substitution.put(type, representative);
              } else if (!exports.containsKey(name)) {
                exports.put(name, substitution.apply(entity));
                if (entity instanceof TypeEntity(ResourceType resource, _)
                    && older.type().fresh().contains(resource)) {
                  fresh.add(resource);
                }
              }
            });
      }
      List<String> names = versions.stream().map(Version::name).toList();
      return new ImportGroup(
          names, new InstanceType(exports, fresh), WasiInterface.of(newest.name()));
    }
  }
}

package dev.wasmc.wit;

import dev.wasmc.source.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A package whose own names are settled and whose dependencies are names yet.
 *
 * <p>Its ids are its own: those of foreign interfaces, worlds and types come first, in the order of
 * their lists, then those of the local ones. Both lists of types are in dependency order.
 */
record UnresolvedPackage(
    PackageName name,
    Place place,
    @Nullable String docs,
    List<ForeignPackage> foreignPackages,
    List<ForeignItem> foreignInterfaces,
    List<ForeignItem> foreignWorlds,
    List<ForeignType> foreignTypes,
    List<TypeDef> types,
    List<DraftInterface> interfaces,
    List<DraftWorld> worlds,
    List<RequiredResource> requiredResources) {
  UnresolvedPackage {
    foreignPackages = List.copyOf(foreignPackages);
    foreignInterfaces = List.copyOf(foreignInterfaces);
    foreignWorlds = List.copyOf(foreignWorlds);
    foreignTypes = List.copyOf(foreignTypes);
    types = List.copyOf(types);
    interfaces = List.copyOf(interfaces);
    worlds = List.copyOf(worlds);
    requiredResources = List.copyOf(requiredResources);
  }

  /** A package that is needed; the place is the first that names it. */
  record ForeignPackage(PackageName name, Place place) {}

  /**
   * An interface or a world of another package.
   *
   * @param place the first that names it
   * @param uses the gates of each item that names it
   */
  record ForeignItem(PackageName packageName, String name, Place place, List<Stability> uses) {
    ForeignItem {
      uses = List.copyOf(uses);
    }
  }

  record ForeignType(InterfaceId owner, String name, Stability stability, Place place) {}

  record DraftInterface(
      @Nullable String name,
      SequencedMap<String, TypeId> types,
      SequencedMap<String, Function> functions,
      @Nullable String docs,
      Stability stability,
      Place place) {
    DraftInterface {
      types = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(types));
      functions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(functions));
    }
  }

  record DraftWorld(
      String name,
      SequencedMap<WorldKey, WorldItem> imports,
      SequencedMap<WorldKey, WorldItem> exports,
      List<Include> includes,
      @Nullable String docs,
      Stability stability,
      Place place) {
    DraftWorld {
      imports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(imports));
      exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
      includes = List.copyOf(includes);
    }
  }

  record Include(WorldId world, List<Rename> renames, Stability stability, Place place) {
    Include {
      renames = List.copyOf(renames);
    }
  }

  record Rename(String from, String to, Place place) {}

  /** A foreign type in a handle: it has to turn out to be a resource. */
  record RequiredResource(TypeId type, String name, Place place) {}
}

package dev.wasmc.wit;

import dev.wasmc.source.Diagnostics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes other worlds of a world. */
public final class WorldShaper {
  /** What becomes of a world. */
  public enum Shape {
    /** It stays as it is. */
    SAME(""),

    /** What uses a component of that world: its exports are imports. */
    IMPORTIZED("-importized"),

    /** What can stand in for what that world imports: its imports are exports. */
    EXPORTIZED("-exportized");

    private final String suffix;

    Shape(String suffix) {
      this.suffix = suffix;
    }
  }

  private WorldShaper() {}

  /**
   * One world in another shape, with what it needs and nothing else.
   *
   * @param world as for {@link WitParser.Parsed#world}
   * @return with the world's package as the main one
   * @throws dev.wasmc.source.DiagnosticException where an export and an import type have one name
   */
  public static WitParser.Parsed shape(
      WitParser.Parsed parsed, @Nullable String world, Shape shape) {
    WorldId id = parsed.world(world);
    Resolve shaped = shape == Shape.SAME ? parsed.resolve() : shaped(parsed.resolve(), id, shape);
    PackageName name = shaped.get(shaped.get(id).packageId()).name();
    Resolve alone = ResolveMerger.compact(only(shaped, id));
    return new WitParser.Parsed(alone, alone.findPackage(name).orElseThrow());
  }

  private static Resolve shaped(Resolve resolve, WorldId id, Shape shape) {
    ResolveBuilder builder = new ResolveBuilder(resolve);
    Diagnostics diagnostics = new Diagnostics();
    World world = resolve.get(id);
    SequencedMap<WorldKey, WorldItem> imports = new LinkedHashMap<>();
    SequencedMap<WorldKey, WorldItem> exports = new LinkedHashMap<>();
    world
        .imports()
        .forEach((key, item) -> {
          if (belongsToTypes(item)) {
            imports.put(key, item);
          } else if (shape == Shape.EXPORTIZED) {
            exports.put(key, item);
          }
        });
    if (shape == Shape.IMPORTIZED) {
      world
          .exports()
          .forEach((key, item) -> {
            if (imports.put(key, item) != null) {
              diagnostics.error(
                  new WitProblem.Duplicate("import", resolve.name(key)), item.place());
            }
          });
    }
    diagnostics.throwIfErrors();
    String name = world.name() + shape.suffix;
    builder.set(
        id,
        new World(
            name,
            world.packageId(),
            imports,
            exports,
            world.docs(),
            world.stability(),
            world.place()));
    new WorldElaborator(builder, world.packageId(), diagnostics).complete(id, List.of());
    diagnostics.throwIfErrors();
    WitPackage owner = resolve.get(world.packageId());
    SequencedMap<String, WorldId> worlds = new LinkedHashMap<>();
    worlds.put(name, id);
    builder.set(
        world.packageId(), new WitPackage(owner.name(), owner.interfaces(), worlds, owner.docs()));
    return builder.build();
  }

  /** A world never exports types, nor what belongs to them. */
  private static boolean belongsToTypes(WorldItem item) {
    return switch (item) {
      case WorldItem.TypeItem _ -> true;
      case WorldItem.FunctionItem(var function) -> function.kind().owner().isPresent();
      case WorldItem.InterfaceItem _ -> false;
    };
  }

  /** The same ids, but packages know nothing that the world does not need. */
  private static Resolve only(Resolve resolve, WorldId id) {
    Set<InterfaceId> needed = new HashSet<>();
    Deque<InterfaceId> open = new ArrayDeque<>();
    World world = resolve.get(id);
    for (Map<WorldKey, WorldItem> items : List.of(world.imports(), world.exports())) {
      for (WorldItem item : items.values()) {
        if (item instanceof WorldItem.InterfaceItem found) {
          open.push(found.id());
        }
      }
    }
    while (!open.isEmpty()) {
      InterfaceId next = open.pop();
      if (needed.add(next)) {
        open.addAll(resolve.directDependencies(next));
      }
    }
    List<WitPackage> packages = new ArrayList<>();
    for (WitPackage full : resolve.packages()) {
      SequencedMap<String, InterfaceId> interfaces = new LinkedHashMap<>(full.interfaces());
      interfaces.values().retainAll(needed);
      SequencedMap<String, WorldId> worlds = new LinkedHashMap<>(full.worlds());
      worlds.values().retainAll(Set.of(id));
      packages.add(new WitPackage(full.name(), interfaces, worlds, full.docs()));
    }
    return new Resolve(packages, resolve.interfaces(), resolve.worlds(), resolve.types());
  }
}

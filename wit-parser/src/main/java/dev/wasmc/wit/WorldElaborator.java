package dev.wasmc.wit;

import dev.wasmc.names.Uniqueness;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.wit.UnresolvedPackage.Include;
import dev.wasmc.wit.UnresolvedPackage.Rename;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Completes worlds: takes in what they include, adds the imports that their items need, and puts
 * everything in order.
 *
 * <p>What an exported interface uses is an import, unless the world exports it too. An interface
 * that is reached both ways would be two interfaces with two sets of types, so that is an error.
 */
final class WorldElaborator {
  private final ResolveBuilder resolve;
  private final PackageId packageId;
  private final Diagnostics diagnostics;

  WorldElaborator(ResolveBuilder resolve, PackageId packageId, Diagnostics diagnostics) {
    this.resolve = resolve;
    this.packageId = packageId;
    this.diagnostics = diagnostics;
  }

  void include(WorldId into, WorldId from, Include include) {
    World target = resolve.get(into);
    World source = resolve.get(from);
    for (Rename rename : include.renames()) {
      boolean known =
          source.imports().keySet().stream().anyMatch(key -> renamed(key, rename) != null)
              || source.exports().keySet().stream().anyMatch(key -> renamed(key, rename) != null);
      if (!known) {
        diagnostics.error(
            new WitProblem.CannotRename(rename.from(), source.name()), rename.place());
      }
    }
    Cloner cloner =
        new Cloner(
            resolve,
            new TypeOwner.OfWorld(from),
            new TypeOwner.OfWorld(into),
            packageId,
            new HashMap<>(),
            source.packageId().equals(packageId));
    SequencedMap<WorldKey, WorldItem> imports = new LinkedHashMap<>(target.imports());
    source
        .imports()
        .forEach((key, item) -> includeItem(cloner, include, imports, key, item, "import"));
    SequencedMap<WorldKey, WorldItem> exports = new LinkedHashMap<>(target.exports());
    source
        .exports()
        .forEach((key, item) -> includeItem(cloner, include, exports, key, item, "export"));
    resolve.set(into, with(target, imports, exports));
  }

  private static World with(
      World world,
      SequencedMap<WorldKey, WorldItem> imports,
      SequencedMap<WorldKey, WorldItem> exports) {
    return new World(
        world.name(),
        world.packageId(),
        imports,
        exports,
        world.docs(),
        world.stability(),
        world.place());
  }

  private void includeItem(
      Cloner cloner,
      Include include,
      SequencedMap<WorldKey, WorldItem> into,
      WorldKey key,
      WorldItem item,
      String direction) {
    switch (key) {
      case WorldKey.OfInterface _ -> {
        if (item instanceof WorldItem.InterfaceItem added) {
          WorldItem.InterfaceItem old =
              into.get(key) instanceof WorldItem.InterfaceItem present ? present : added;
          into.put(
              key, withStability(old, mergedStability(cloner, old, added.stability(), include)));
        }
      }
      case WorldKey.Named(var name) -> {
        String newName = name;
        for (Rename rename : include.renames()) {
          String renamed = renamed(key, rename);
          if (renamed != null) {
            newName = renamed;
            break;
          }
        }
        WorldItem copy = cloner.copy(item, newName);
        WorldItem previous = into.putIfAbsent(new WorldKey.Named(newName), copy);
        if (previous != null) {
          diagnostics.error(
              new WitProblem.IncludeConflict(direction, newName),
              include.place(),
              new Diagnostic.Note(previous.place(), "the one that is there"),
              new Diagnostic.Note(item.place(), "the one that comes with the included world"));
        }
      }
    }
  }

  private static WorldItem.InterfaceItem withStability(
      WorldItem.InterfaceItem item, Stability stability) {
    return new WorldItem.InterfaceItem(
        item.id(), item.docs(), stability, item.externalId(), item.place());
  }

  private Stability mergedStability(
      Cloner cloner, WorldItem.InterfaceItem old, Stability added, Include include) {
    if (!cloner.gates(added).equals(added)) {
      return Stability.UNGATED;
    }
    if (added instanceof Stability.Ungated || added.equals(old.stability())) {
      return old.stability();
    }
    if (!(old.stability() instanceof Stability.Ungated)) {
      diagnostics.error(
          new WitProblem.IncludedGatesDiffer(),
          include.place(),
          new Diagnostic.Note(old.place(), "the other one"));
    }
    return added;
  }

  /**
   * What a rename makes of a name; null if it is about another one. It applies to what belongs to a
   * resource of that name as well.
   */
  private static @Nullable String renamed(WorldKey key, Rename rename) {
    if (!(key instanceof WorldKey.Named(var name))) {
      return null;
    }
    if (name.equals(rename.from())) {
      return rename.to();
    }
    int bracket = name.indexOf(']');
    if (bracket < 0) {
      return null;
    }
    String prefix = name.substring(0, bracket + 1);
    String rest = name.substring(bracket + 1);
    int period = rest.indexOf('.');
    String resource = period < 0 ? rest : rest.substring(0, period);
    return resource.equals(rename.from())
        ? prefix + rename.to() + rest.substring(resource.length())
        : null;
  }

  void elaborate(WorldId id) {
    World world = resolve.get(id);
    checkNames(world.imports(), "import");
    checkNames(world.exports(), "export");
    SequencedMap<WorldKey, WorldItem> imports = new LinkedHashMap<>();
    for (Map.Entry<WorldKey, WorldItem> entry : inOrder(world.imports()).entrySet()) {
      switch (entry.getValue()) {
        case WorldItem.InterfaceItem item -> addImport(imports, entry.getKey(), item);
        case WorldItem.FunctionItem item -> imports.put(entry.getKey(), item);
        case WorldItem.TypeItem item -> {
          resolve
              .graph()
              .usedFrom(item.id())
              .ifPresent(from ->
                  addImport(
                      imports,
                      new WorldKey.OfInterface(from),
                      implied(from, resolve.get(item.id()).stability(), null)));
          imports.put(entry.getKey(), item);
        }
      }
    }
    SequencedMap<WorldKey, WorldItem> exports = new LinkedHashMap<>();
    SequencedMap<WorldKey, WorldItem.InterfaceItem> exportedInterfaces = new LinkedHashMap<>();
    world
        .exports()
        .forEach((key, item) -> {
          if (item instanceof WorldItem.InterfaceItem exported) {
            exportedInterfaces.put(key, exported);
          } else {
            exports.put(key, item);
          }
        });
    addExports(world, exportedInterfaces, imports, exports);
    resolve.set(id, with(world, inOrder(imports), exports));
  }

  private void checkNames(SequencedMap<WorldKey, WorldItem> items, String direction) {
    Map<String, Map.Entry<String, Place>> seen = new HashMap<>();
    for (Map.Entry<WorldKey, WorldItem> entry : items.entrySet()) {
      if (entry.getKey() instanceof WorldKey.Named(var name)) {
        Place place = entry.getValue().place();
        Map.Entry<String, Place> previous =
            seen.putIfAbsent(Uniqueness.key(name), Map.entry(name, place));
        if (previous != null) {
          diagnostics.error(
              new WitProblem.IndistinctNames(direction, name, previous.getKey()),
              place,
              new Diagnostic.Note(previous.getValue(), "the first one"));
        }
      }
    }
  }

  /**
   * Interfaces, then used types, then other types, then functions, then functions of resources;
   * apart from that as they were.
   */
  private SequencedMap<WorldKey, WorldItem> inOrder(SequencedMap<WorldKey, WorldItem> items) {
    List<Map.Entry<WorldKey, WorldItem>> entries = new ArrayList<>(items.entrySet());
    entries.sort(Comparator.comparingInt(entry -> rank(entry.getValue())));
    SequencedMap<WorldKey, WorldItem> sorted = new LinkedHashMap<>();
    entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private int rank(WorldItem item) {
    return switch (item) {
      case WorldItem.InterfaceItem _ -> 0;
      case WorldItem.TypeItem(var id, _) -> {
        TypeDef def = resolve.get(id);
        boolean used =
            def.kind() instanceof TypeKind.AliasKind(TypeId target)
                && !resolve.get(target).owner().equals(def.owner());
        yield used ? 1 : 2;
      }
      case WorldItem.FunctionItem(var function) -> function.kind().owner().isEmpty() ? 3 : 4;
    };
  }

  private static WorldItem.InterfaceItem implied(
      InterfaceId id, Stability stability, @Nullable String externalId) {
    return new WorldItem.InterfaceItem(id, null, stability, externalId, Place.Nowhere.NOWHERE);
  }

  /**
   * An interface whose dependencies are being added. Dependencies can be a long chain, so they are
   * not a recursion.
   */
  private record Pending(
      WorldKey key,
      WorldItem.InterfaceItem item,
      boolean isExport,
      Iterator<InterfaceId> dependencies) {}

  private Pending pending(WorldKey key, WorldItem.InterfaceItem item, boolean isExport) {
    return new Pending(
        key, item, isExport, resolve.graph().directDependencies(item.id()).iterator());
  }

  private void addImport(
      SequencedMap<WorldKey, WorldItem> imports, WorldKey key, WorldItem.InterfaceItem item) {
    if (imports.containsKey(key)) {
      return;
    }
    Deque<Pending> stack = new ArrayDeque<>();
    stack.push(pending(key, item, false));
    while (!stack.isEmpty()) {
      Pending top = stack.peek();
      if (top.dependencies().hasNext()) {
        InterfaceId dependency = top.dependencies().next();
        WorldKey dependencyKey = new WorldKey.OfInterface(dependency);
        if (!imports.containsKey(dependencyKey)) {
          stack.push(pending(dependencyKey, implied(dependency, item.stability(), null), false));
        }
      } else {
        stack.pop();
        imports.putIfAbsent(top.key(), top.item());
      }
    }
  }

  private void addExports(
      World world,
      SequencedMap<WorldKey, WorldItem.InterfaceItem> exported,
      SequencedMap<WorldKey, WorldItem> imports,
      SequencedMap<WorldKey, WorldItem> exports) {
    // Interfaces that exports need as imports, each with the one that made it an import.
    Map<InterfaceId, WorldKey> required = new HashMap<>();
    for (Map.Entry<WorldKey, WorldItem.InterfaceItem> entry : exported.entrySet()) {
      if (exports.containsKey(entry.getKey())) {
        continue;
      }
      Deque<Pending> stack = new ArrayDeque<>();
      stack.push(pending(entry.getKey(), entry.getValue(), true));
      while (!stack.isEmpty()) {
        Pending top = stack.peek();
        if (top.dependencies().hasNext()) {
          InterfaceId dependency = top.dependencies().next();
          WorldKey key = new WorldKey.OfInterface(dependency);
          boolean isExport = top.isExport() && exported.containsKey(key);
          if (exports.containsKey(key)) {
            if (!isExport) {
              ambiguous(world, entry.getKey(), key, through(stack, top.key()));
              return;
            }
          } else if (isExport || !required.containsKey(dependency)) {
            WorldItem.InterfaceItem written = isExport ? exported.get(key) : null;
            stack.push(
                pending(
                    key,
                    written != null
                        ? written
                        : implied(dependency, top.item().stability(), top.item().externalId()),
                    isExport));
          }
        } else {
          stack.pop();
          InterfaceId id = top.item().id();
          if (!top.isExport()) {
            required.putIfAbsent(id, through(stack, top.key()));
            imports.putIfAbsent(top.key(), top.item());
          } else if (required.containsKey(id) && top.key() instanceof WorldKey.OfInterface) {
            ambiguous(world, entry.getKey(), top.key(), required.getOrDefault(id, top.key()));
            return;
          } else {
            exports.putIfAbsent(top.key(), top.item());
          }
        }
      }
    }
  }

  /** The first interface on the way that is not exported. */
  private static WorldKey through(Deque<Pending> stack, WorldKey otherwise) {
    Iterator<Pending> outermostFirst = stack.descendingIterator();
    while (outermostFirst.hasNext()) {
      Pending pending = outermostFirst.next();
      if (!pending.isExport()) {
        return pending.key();
      }
    }
    return otherwise;
  }

  private void ambiguous(World world, WorldKey export, WorldKey dependency, WorldKey through) {
    diagnostics.error(
        new WitProblem.AmbiguousDependency(
            resolve.name(export), resolve.name(dependency), resolve.name(through)),
        world.place());
  }
}

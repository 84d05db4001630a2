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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Completes worlds: takes in what they include, adds the imports that their items need, and puts
 * everything in order.
 *
 * <p>What an exported interface uses is an import, unless the world exports it too. An interface
 * that is reached both ways would be two interfaces with two sets of types, so that is an error.
 */
final class WorldElaborator {
  /** More than any package has, and little enough for the memory. */
  private static final int MAX_ITEMS = 1 << 22;

  private final ResolveBuilder resolve;
  private final PackageId packageId;
  private final Diagnostics diagnostics;
  private final Map<InterfaceId, List<InterfaceId>> dependencies = new HashMap<>();

  /**
   * Imports and exports of all worlds so far without those that are written in them, and the parts
   * of what is copied for them.
   */
  private long items;

  private boolean isReported;

  WorldElaborator(ResolveBuilder resolve, PackageId packageId, Diagnostics diagnostics) {
    this.resolve = resolve;
    this.packageId = packageId;
    this.diagnostics = diagnostics;
  }

  /**
   * A world that another one includes.
   *
   * @param id where {@code include} leads
   */
  record Included(WorldId id, Include include) {}

  /** Completes a world; those that it includes are complete. */
  void complete(WorldId id, List<Included> included) {
    World world = resolve.get(id);
    items -= world.imports().size() + world.exports().size();
    SequencedMap<WorldKey, WorldItem> imports = new LinkedHashMap<>(world.imports());
    SequencedMap<WorldKey, WorldItem> exports = new LinkedHashMap<>(world.exports());
    for (Included each : included) {
      World source = resolve.get(each.id());
      if (isTooMuch(source.imports().size() + source.exports().size(), world)) {
        return;
      }
      include(id, each.id(), each.include(), imports, exports);
    }
    if (!isTooMuch(0, world)) {
      elaborate(id, with(world, imports, exports));
    }
  }

  /** Says so where worlds grow out of proportion, each by all that another one has. */
  private boolean isTooMuch(int added, World world) {
    items += added;
    if (items > MAX_ITEMS && !isReported) {
      isReported = true;
      diagnostics.error(new WitProblem.WorldsTooLarge(MAX_ITEMS), world.place());
    }
    return items > MAX_ITEMS;
  }

  private void include(
      WorldId into,
      WorldId from,
      Include include,
      SequencedMap<WorldKey, WorldItem> imports,
      SequencedMap<WorldKey, WorldItem> exports) {
    World source = resolve.get(from);
    Set<String> renamable = new HashSet<>();
    for (WorldKey key : source.imports().keySet()) {
      renamable.add(renamable(key));
    }
    for (WorldKey key : source.exports().keySet()) {
      renamable.add(renamable(key));
    }
    Map<String, String> renames = new HashMap<>();
    for (Rename rename : include.renames()) {
      renames.putIfAbsent(rename.from(), rename.to());
      if (!renamable.contains(rename.from())) {
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
            source.packageId().equals(packageId),
            parts -> items += parts);
    source
        .imports()
        .forEach(
            (key, item) -> includeItem(cloner, include, renames, imports, key, item, "import"));
    source
        .exports()
        .forEach(
            (key, item) -> includeItem(cloner, include, renames, exports, key, item, "export"));
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
      Map<String, String> renames,
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
        String part = renamable(key);
        String renamed = renames.get(part);
        // The functions of a resource have its name behind a bracket.
        int start = name.indexOf(']') + 1;
        String newName =
            renamed == null
                ? name
                : name.substring(0, start) + renamed + name.substring(start + part.length());
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

  /** The name, or the name of the resource, by which a rename finds an item. */
  private static String renamable(WorldKey key) {
    if (!(key instanceof WorldKey.Named(var name))) {
      return "";
    }
    int bracket = name.indexOf(']');
    int period = bracket < 0 ? -1 : name.indexOf('.', bracket);
    return name.substring(bracket + 1, period < 0 ? name.length() : period);
  }

  private void elaborate(WorldId id, World world) {
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
    if (isTooMuch(imports.size() + exports.size(), world)) {
      return;
    }
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
    List<InterfaceId> needed =
        dependencies.computeIfAbsent(item.id(), resolve.graph()::directDependencies);
    return new Pending(key, item, isExport, needed.iterator());
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

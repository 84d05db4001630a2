package dev.wasmc.wit;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link Resolve} of two. A package of the same name and version is the same one: what an
 * interface has in both has to be equal, what it has in one is added, a world that is in both has
 * to be equal.
 */
public final class ResolveMerger {
  /** One of the two, with where its parts are in the result. */
  private record Side(
      Resolve resolve,
      TypeText text,
      Map<PackageName, WitPackage> packages,
      Map<TypeId, TypeId> types,
      Map<InterfaceId, InterfaceId> interfaces) {
    static Side of(Resolve resolve) {
      Map<PackageName, WitPackage> packages = new HashMap<>();
      resolve.packages().forEach(each -> packages.put(each.name(), each));
      return new Side(
          resolve, TypeText.qualified(resolve), packages, new HashMap<>(), new HashMap<>());
    }

    @Nullable WitPackage find(PackageName name) {
      return packages.get(name);
    }
  }

  /** What stands under one name in the first, the second, or both. */
  private record Pair<T>(@Nullable T first, @Nullable T second) {}

  private final List<Side> sides;
  private final List<WitPackage> packages = new ArrayList<>();
  private final List<Interface> interfaces = new ArrayList<>();
  private final List<World> worlds = new ArrayList<>();
  private final List<TypeDef> types = new ArrayList<>();

  private final boolean dropEmpty;

  private ResolveMerger(Resolve into, Resolve from, boolean dropEmpty) {
    this.sides = List.of(Side.of(into), Side.of(from));
    this.dropEmpty = dropEmpty;
  }

  /**
   * What packages know, without interfaces, worlds and types that no package leads to, and without
   * packages that have nothing.
   */
  static Resolve compact(Resolve resolve) {
    return new ResolveMerger(resolve, Resolve.EMPTY, true).merge();
  }

  /**
   * Both, in dependency order; documentation and order are those of the first where they differ.
   *
   * @throws DiagnosticException with {@link WitProblem.CannotMerge} where they disagree, {@link
   *     WitProblem.Cycle} where their packages need each other
   */
  public static Resolve merge(Resolve into, Resolve from) {
    return new ResolveMerger(into, from, false).merge();
  }

  private Resolve merge() {
    SequencedMap<String, PackageName> names = new LinkedHashMap<>();
    SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
    for (Side side : sides) {
      for (int i = 0; i < side.resolve.packages().size(); i++) {
        WitPackage part = side.resolve.packages().get(i);
        if (dropEmpty && part.interfaces().isEmpty() && part.worlds().isEmpty()) {
          continue;
        }
        PackageName name = part.name();
        names.put(name.toString(), name);
        List<String> list = needs.computeIfAbsent(name.toString(), _ -> new ArrayList<>());
        side.resolve
            .directDependencies(new PackageId(i))
            .forEach(need -> list.add(side.resolve.get(need).name().toString()));
      }
    }
    for (String name : order("packages", needs)) {
      addPackage(Objects.requireNonNull(names.get(name)));
    }
    sides.forEach(this::setOrigins);
    return new Resolve(packages, interfaces, worlds, types);
  }

  /** The origin of a copy can be in a world that is added later, or in none that is kept. */
  private void setOrigins(Side side) {
    side.interfaces.forEach((source, id) -> {
      InterfaceId origin = side.resolve.get(source).origin();
      Interface added = interfaces.get(id.index());
      if (origin != null && added.origin() == null) {
        interfaces.set(id.index(), added.withOrigin(side.interfaces.get(origin)));
      }
    });
  }

  private static List<String> order(String kind, SequencedMap<String, List<String>> needs) {
    DependencyOrder order = DependencyOrder.of(needs);
    if (!order.cycles().isEmpty()) {
      throw DiagnosticException.error(
          new WitProblem.Cycle(kind, order.cycles().getFirst()), Place.Nowhere.NOWHERE);
    }
    return order.order();
  }

  private void addPackage(PackageName name) {
    PackageId id = new PackageId(packages.size());
    List<WitPackage> found = new ArrayList<>();
    SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
    for (Side side : sides) {
      WitPackage part = side.find(name);
      if (part == null) {
        continue;
      }
      found.add(part);
      part.interfaces()
          .forEach((interfaceName, interfaceId) -> {
            List<String> list = needs.computeIfAbsent(interfaceName, _ -> new ArrayList<>());
            for (InterfaceId need : side.resolve.directDependencies(interfaceId)) {
              Interface needed = side.resolve.get(need);
              if (needed.packageId().equals(side.resolve.get(interfaceId).packageId())) {
                list.add(String.valueOf(needed.name()));
              }
            }
          });
    }
    SequencedMap<String, InterfaceId> merged = new LinkedHashMap<>();
    for (String interfaceName : order("interfaces", needs)) {
      Pair<InterfaceId> pair = pair(name, part -> part.interfaces().get(interfaceName));
      merged.put(interfaceName, addInterface(id, name.member(interfaceName), pair));
    }
    Set<String> worldNames = new LinkedHashSet<>();
    found.forEach(part -> worldNames.addAll(part.worlds().keySet()));
    SequencedMap<String, WorldId> mergedWorlds = new LinkedHashMap<>();
    for (String worldName : worldNames) {
      Pair<WorldId> pair = pair(name, part -> part.worlds().get(worldName));
      mergedWorlds.put(worldName, addWorld(id, name.member(worldName), pair));
    }
    String docs =
        found.stream().map(WitPackage::docs).filter(text -> text != null).findFirst().orElse(null);
    packages.add(new WitPackage(name, merged, mergedWorlds, docs));
  }

  private <T> Pair<T> pair(
      PackageName name, java.util.function.Function<WitPackage, @Nullable T> member) {
    WitPackage first = sides.getFirst().find(name);
    WitPackage second = sides.getLast().find(name);
    return new Pair<>(
        first == null ? null : member.apply(first), second == null ? null : member.apply(second));
  }

  private InterfaceId addInterface(PackageId owner, String name, Pair<InterfaceId> pair) {
    if (pair.first == null || pair.second == null) {
      return pair.second == null
          ? addInterface(sides.getFirst(), Objects.requireNonNull(pair.first), owner)
          : addInterface(sides.getLast(), pair.second, owner);
    }
    InterfaceId id = addInterface(sides.getFirst(), pair.first, owner);
    Interface first = sides.getFirst().resolve.get(pair.first);
    Interface second = sides.getLast().resolve.get(pair.second);
    sides.getLast().interfaces.put(pair.second, id);
    TypeOwner typeOwner = new TypeOwner.OfInterface(id);
    SequencedMap<String, TypeId> ownTypes = new LinkedHashMap<>(interfaces.get(id.index()).types());
    second
        .types()
        .forEach((typeName, type) -> {
          TypeId present = first.types().get(typeName);
          ownTypes.put(
              typeName,
              present == null
                  ? add(sides.getLast(), type, typeOwner)
                  : unite(present, type, name + "." + typeName));
        });
    SequencedMap<String, Function> functions =
        new LinkedHashMap<>(interfaces.get(id.index()).functions());
    second
        .functions()
        .forEach((functionName, function) -> {
          Function present = first.functions().get(functionName);
          functions.put(
              functionName,
              present == null
                  ? map(sides.getLast(), function)
                  : unite(present, function, name + "." + functionName));
        });
    interfaces.set(
        id.index(),
        new Interface(
            first.name(),
            owner,
            ownTypes,
            functions,
            either(first.docs(), second.docs()),
            unite(first.stability(), second.stability(), name),
            null,
            first.place()));
    return id;
  }

  /** An interface as one side has it. */
  private InterfaceId addInterface(Side side, InterfaceId source, PackageId owner) {
    InterfaceId id = new InterfaceId(interfaces.size());
    side.interfaces.put(source, id);
    Interface added = side.resolve.get(source);
    SequencedMap<String, TypeId> ownTypes = new LinkedHashMap<>();
    added
        .types()
        .forEach(
            (name, type) -> ownTypes.put(name, add(side, type, new TypeOwner.OfInterface(id))));
    SequencedMap<String, Function> functions = new LinkedHashMap<>();
    added.functions().forEach((name, function) -> functions.put(name, map(side, function)));
    interfaces.add(
        new Interface(
            added.name(),
            owner,
            ownTypes,
            functions,
            added.docs(),
            added.stability(),
            null,
            added.place()));
    return id;
  }

  /** A type that both have: the one of the first. */
  private TypeId unite(TypeId first, TypeId second, String name) {
    TypeDef firstDef = sides.getFirst().resolve.get(first);
    TypeDef secondDef = sides.getLast().resolve.get(second);
    requireEqual(
        name,
        sides.getFirst().text.definition(firstDef.kind()),
        sides.getLast().text.definition(secondDef.kind()));
    TypeId id = map(sides.getFirst(), first);
    TypeDef added = types.get(id.index());
    sides.getLast().types.put(second, id);
    types.set(
        id.index(),
        new TypeDef(
            added.name(),
            added.kind(),
            added.owner(),
            either(firstDef.docs(), secondDef.docs()),
            unite(firstDef.stability(), secondDef.stability(), name),
            either(firstDef.externalId(), secondDef.externalId()),
            added.place()));
    return id;
  }

  /** A function that both have: the one of the first. */
  private Function unite(Function first, Function second, String name) {
    requireEqual(
        name, sides.getFirst().text.signature(first), sides.getLast().text.signature(second));
    Function mapped = map(sides.getFirst(), first);
    return new Function(
        mapped.name(),
        mapped.kind(),
        mapped.params(),
        mapped.result(),
        either(first.docs(), second.docs()),
        unite(first.stability(), second.stability(), name),
        either(first.externalId(), second.externalId()),
        mapped.place());
  }

  private static void requireEqual(String name, String first, String second) {
    if (!first.equals(second)) {
      throw problem(name, "it is `" + first + "` and `" + second + "`");
    }
  }

  private WorldId addWorld(PackageId owner, String name, Pair<WorldId> pair) {
    if (pair.first == null || pair.second == null) {
      return pair.second == null
          ? addWorld(sides.getFirst(), Objects.requireNonNull(pair.first), owner)
          : addWorld(sides.getLast(), pair.second, owner);
    }
    WorldId id = addWorld(sides.getFirst(), pair.first, owner);
    World added = worlds.get(id.index());
    World first = sides.getFirst().resolve.get(pair.first);
    World second = sides.getLast().resolve.get(pair.second);
    worlds.set(
        id.index(),
        new World(
            added.name(),
            owner,
            unite(name + ": import", added.imports(), first.imports(), second.imports()),
            unite(name + ": export", added.exports(), first.exports(), second.exports()),
            either(first.docs(), second.docs()),
            unite(first.stability(), second.stability(), name),
            added.place()));
    return id;
  }

  private WorldId addWorld(Side side, WorldId source, PackageId owner) {
    WorldId id = new WorldId(worlds.size());
    World added = side.resolve.get(source);
    worlds.add(
        new World(
            added.name(),
            owner,
            map(side, added.imports(), id, owner),
            map(side, added.exports(), id, owner),
            added.docs(),
            added.stability(),
            added.place()));
    return id;
  }

  private SequencedMap<WorldKey, WorldItem> map(
      Side side, Map<WorldKey, WorldItem> items, WorldId world, PackageId owner) {
    SequencedMap<WorldKey, WorldItem> mapped = new LinkedHashMap<>();
    items.forEach((key, item) -> {
      switch (item) {
        case WorldItem.InterfaceItem found -> {
          InterfaceId known = side.interfaces.get(found.id());
          InterfaceId id = known == null ? addInterface(side, found.id(), owner) : known;
          mapped.put(
              key instanceof WorldKey.Named ? key : new WorldKey.OfInterface(id),
              new WorldItem.InterfaceItem(
                  id, found.docs(), found.stability(), found.externalId(), found.place()));
        }
        case WorldItem.FunctionItem(var function) ->
            mapped.put(key, new WorldItem.FunctionItem(map(side, function)));
        case WorldItem.TypeItem(var type, var place) ->
            mapped.put(
                key, new WorldItem.TypeItem(add(side, type, new TypeOwner.OfWorld(world)), place));
      }
    });
    return mapped;
  }

  /**
   * What both worlds have, which is all that they have.
   *
   * @param added the items of the first, as the result has them
   */
  private SequencedMap<WorldKey, WorldItem> unite(
      String name,
      SequencedMap<WorldKey, WorldItem> added,
      SequencedMap<WorldKey, WorldItem> first,
      SequencedMap<WorldKey, WorldItem> second) {
    Map<String, WorldItem> others = new HashMap<>();
    second.forEach((key, item) -> others.put(sides.getLast().resolve.name(key), item));
    List<WorldKey> keys = List.copyOf(added.keySet());
    SequencedMap<WorldKey, WorldItem> united = new LinkedHashMap<>();
    int index = 0;
    for (Map.Entry<WorldKey, WorldItem> entry : first.entrySet()) {
      String itemName = sides.getFirst().resolve.name(entry.getKey());
      String what = name + " `" + itemName + "`";
      WorldItem other = others.remove(itemName);
      if (other == null) {
        throw problem(what, "only one of them has it");
      }
      WorldKey key = keys.get(index++);
      requireEqual(
          what,
          text(sides.getFirst(), entry.getKey(), entry.getValue()),
          text(sides.getLast(), entry.getKey(), other));
      united.put(key, unite(Objects.requireNonNull(added.get(key)), other, what));
    }
    if (!others.isEmpty()) {
      throw problem(
          name + " `" + others.keySet().iterator().next() + "`", "only one of them has it");
    }
    return united;
  }

  private WorldItem unite(WorldItem added, WorldItem other, String what) {
    if (added
            instanceof
            WorldItem.InterfaceItem(var id, var docs, var stability, var externalId, var place)
        && other instanceof WorldItem.InterfaceItem second) {
      sides.getLast().interfaces.putIfAbsent(second.id(), id);
      return new WorldItem.InterfaceItem(
          id,
          either(docs, second.docs()),
          unite(stability, second.stability(), what),
          either(externalId, second.externalId()),
          place);
    }
    return added;
  }

  private static String text(Side side, WorldKey key, WorldItem item) {
    return switch (item) {
      case WorldItem.FunctionItem(var function) -> side.text.signature(function);
      case WorldItem.TypeItem(var id, _) -> side.text.definition(side.resolve.get(id).kind());
      case WorldItem.InterfaceItem found -> {
        Interface inner = side.resolve.get(found.id());
        if (inner.name() != null) {
          yield key instanceof WorldKey.Named
              ? side.resolve.fullName(found.id()).orElseThrow()
              : "interface";
        }
        List<String> parts = new ArrayList<>();
        inner
            .types()
            .forEach((name, id) ->
                parts.add(
                    "type " + name + " = " + side.text.definition(side.resolve.get(id).kind())));
        inner
            .functions()
            .forEach((name, function) -> parts.add(name + ": " + side.text.signature(function)));
        yield "interface { " + String.join("; ", parts) + " }";
      }
    };
  }

  private static @Nullable String either(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  private static Stability unite(Stability first, Stability second, String what) {
    if (first instanceof Stability.Ungated || first.equals(second)) {
      return second;
    }
    if (second instanceof Stability.Ungated) {
      return first;
    }
    throw problem(what, "its gates differ");
  }

  private static DiagnosticException problem(String what, String reason) {
    return DiagnosticException.error(
        new WitProblem.CannotMerge(what, reason), Place.Nowhere.NOWHERE);
  }

  private TypeId add(Side side, TypeId id, TypeOwner owner) {
    TypeDef type = side.resolve.get(id);
    types.add(type.withOwner(owner).withKind(type.kind().mapTypes(part -> map(side, part))));
    TypeId added = new TypeId(types.size() - 1);
    side.types.put(id, added);
    return added;
  }

  private Type map(Side side, Type type) {
    return type instanceof TypeId id ? map(side, id) : type;
  }

  private TypeId map(Side side, TypeId id) {
    TypeId known = side.types.get(id);
    if (known != null) {
      return known;
    }
    TypeDef type = side.resolve.get(id);
    if (type.name() != null) {
      throw new IllegalStateException("the type " + type.name() + " is used before it is defined");
    }
    return add(side, id, type.owner());
  }

  private Function map(Side side, Function function) {
    return function.mapTypes(type -> map(side, type), id -> map(side, id));
  }
}

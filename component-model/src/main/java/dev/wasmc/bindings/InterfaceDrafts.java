package dev.wasmc.bindings;

import dev.wasmc.source.Place;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.TypeOwner;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Interfaces that are found one item after the other, and their packages. */
final class InterfaceDrafts {
  /** An interface; one without a name belongs to the world. */
  record Draft(
      @Nullable PackageName owner,
      @Nullable String name,
      SequencedMap<String, TypeId> types,
      SequencedMap<String, Function> functions) {}

  /** A world, whose items are filled in. */
  record DraftWorld(
      WorldId id,
      PackageName owner,
      String name,
      SequencedMap<WorldKey, WorldItem> imports,
      SequencedMap<WorldKey, WorldItem> exports) {}

  private final List<DraftWorld> worlds = new ArrayList<>();
  private final List<Draft> drafts = new ArrayList<>();
  private final SequencedMap<PackageName, SequencedMap<String, InterfaceId>> packages =
      new LinkedHashMap<>();

  Draft get(InterfaceId id) {
    return drafts.get(id.index());
  }

  boolean isNamed(InterfaceId id) {
    return get(id).name() != null;
  }

  /** The interface of this name; the same one each time. */
  InterfaceId named(PackageName owner, String name) {
    SequencedMap<String, InterfaceId> interfaces =
        packages.computeIfAbsent(owner, _ -> new LinkedHashMap<>());
    InterfaceId present = interfaces.get(name);
    if (present == null) {
      present = add(new Draft(owner, name, new LinkedHashMap<>(), new LinkedHashMap<>()));
      interfaces.put(name, present);
    }
    return present;
  }

  InterfaceId unnamed() {
    return add(new Draft(null, null, new LinkedHashMap<>(), new LinkedHashMap<>()));
  }

  private InterfaceId add(Draft draft) {
    drafts.add(draft);
    return new InterfaceId(drafts.size() - 1);
  }

  /** A world to be filled. */
  DraftWorld world(PackageName owner, String name) {
    DraftWorld added =
        new DraftWorld(
            new WorldId(worlds.size()), owner, name, new LinkedHashMap<>(), new LinkedHashMap<>());
    worlds.add(added);
    return added;
  }

  /**
   * Everything.
   *
   * @param main the package that comes last, and owns the interfaces without a name
   */
  Resolve finish(PackageName main, List<TypeDef> types) {
    List<PackageName> order = inOrder(packages.keySet(), name -> needs(name, types));
    order.remove(main);
    order.add(main);
    Map<PackageName, PackageId> ids = new HashMap<>();
    List<WitPackage> finished = new ArrayList<>();
    for (PackageName name : order) {
      ids.put(name, new PackageId(finished.size()));
      SequencedMap<String, WorldId> own = new LinkedHashMap<>();
      for (DraftWorld world : worlds) {
        if (world.owner().equals(name)) {
          own.put(world.name(), world.id());
        }
      }
      finished.add(new WitPackage(name, inOrder(name, types), own, null));
    }
    PackageId last = new PackageId(finished.size() - 1);
    List<Interface> interfaces =
        drafts.stream()
            .map(draft ->
                new Interface(
                    draft.name(),
                    draft.owner() == null ? last : ids.getOrDefault(draft.owner(), last),
                    draft.types(),
                    draft.functions(),
                    null,
                    Stability.UNGATED,
                    null,
                    Place.Nowhere.NOWHERE))
            .toList();
    List<World> finishedWorlds =
        worlds.stream()
            .map(world ->
                new World(
                    world.name(),
                    ids.getOrDefault(world.owner(), last),
                    world.imports(),
                    world.exports(),
                    null,
                    Stability.UNGATED,
                    Place.Nowhere.NOWHERE))
            .toList();
    return new Resolve(finished, interfaces, finishedWorlds, types);
  }

  /** Of a package, each interface after those it uses. */
  private SequencedMap<String, InterfaceId> inOrder(PackageName name, List<TypeDef> types) {
    SequencedMap<String, InterfaceId> sorted = new LinkedHashMap<>();
    for (InterfaceId id : inOrder(interfaces(name), each -> used(each, types))) {
      Draft draft = get(id);
      if (draft.name() != null && name.equals(draft.owner())) {
        sorted.put(draft.name(), id);
      }
    }
    return sorted;
  }

  private List<InterfaceId> interfaces(PackageName name) {
    return List.copyOf(packages.getOrDefault(name, Collections.emptyNavigableMap()).values());
  }

  private record Visit<T>(T item, Iterator<T> needs) {}

  /**
   * Each after those it needs. Items that need each other, which components may have and WIT may
   * not, come in the order in which they are met.
   */
  private static <T> List<T> inOrder(
      Collection<T> items, java.util.function.Function<T, Set<T>> needs) {
    List<T> order = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (T start : items) {
      Deque<Visit<T>> stack = new ArrayDeque<>();
      if (seen.add(start)) {
        stack.push(new Visit<>(start, needs.apply(start).iterator()));
      }
      while (!stack.isEmpty()) {
        Visit<T> top = stack.element();
        if (top.needs().hasNext()) {
          T next = top.needs().next();
          if (seen.add(next)) {
            stack.push(new Visit<>(next, needs.apply(next).iterator()));
          }
        } else {
          order.add(stack.pop().item());
        }
      }
    }
    return order;
  }

  private Set<PackageName> needs(PackageName name, List<TypeDef> types) {
    Set<PackageName> needs = new LinkedHashSet<>();
    for (InterfaceId id : interfaces(name)) {
      for (InterfaceId from : used(id, types)) {
        PackageName owner = get(from).owner();
        if (owner != null) {
          needs.add(owner);
        }
      }
    }
    return needs;
  }

  /** The interfaces that one has types of. */
  private Set<InterfaceId> used(InterfaceId id, List<TypeDef> types) {
    Set<InterfaceId> used = new LinkedHashSet<>();
    for (TypeId type : get(id).types().values()) {
      if (types.get(type.index()).kind() instanceof TypeKind.AliasKind(TypeId target)
          && types.get(target.index()).owner() instanceof TypeOwner.OfInterface(var from)) {
        used.add(from);
      }
    }
    return used;
  }
}

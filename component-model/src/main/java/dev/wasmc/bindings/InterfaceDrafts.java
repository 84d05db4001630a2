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

  ComponentToWit.Extracted finish(
      PackageName root,
      SequencedMap<WorldKey, WorldItem> imports,
      SequencedMap<WorldKey, WorldItem> exports,
      List<TypeDef> types,
      List<String> leftOut) {
    List<PackageName> order = packageOrder(types);
    order.remove(root);
    order.add(root);
    Map<PackageName, PackageId> ids = new HashMap<>();
    List<WitPackage> finished = new ArrayList<>();
    for (PackageName name : order) {
      ids.put(name, new PackageId(finished.size()));
      SequencedMap<String, WorldId> worlds = new LinkedHashMap<>();
      if (name.equals(root)) {
        worlds.put("root", new WorldId(0));
      }
      finished.add(
          new WitPackage(
              name, packages.getOrDefault(name, Collections.emptyNavigableMap()), worlds, null));
    }
    PackageId main = new PackageId(finished.size() - 1);
    List<Interface> interfaces =
        drafts.stream()
            .map(draft ->
                new Interface(
                    draft.name(),
                    draft.owner() == null ? main : ids.getOrDefault(draft.owner(), main),
                    draft.types(),
                    draft.functions(),
                    null,
                    Stability.UNGATED,
                    Place.Nowhere.NOWHERE))
            .toList();
    World world =
        new World("root", main, imports, exports, null, Stability.UNGATED, Place.Nowhere.NOWHERE);
    Resolve resolve = new Resolve(finished, interfaces, List.of(world), types);
    return new ComponentToWit.Extracted(resolve, main, leftOut);
  }

  private record Visit(PackageName name, Iterator<PackageName> needs) {}

  /**
   * Each package after those it needs. Packages that need each other, which components may have and
   * WIT may not, come in the order in which they are met.
   */
  private List<PackageName> packageOrder(List<TypeDef> types) {
    List<PackageName> order = new ArrayList<>();
    Set<PackageName> seen = new HashSet<>();
    for (PackageName start : packages.keySet()) {
      Deque<Visit> stack = new ArrayDeque<>();
      if (seen.add(start)) {
        stack.push(new Visit(start, needs(start, types).iterator()));
      }
      while (!stack.isEmpty()) {
        Visit top = stack.element();
        if (top.needs().hasNext()) {
          PackageName next = top.needs().next();
          if (seen.add(next)) {
            stack.push(new Visit(next, needs(next, types).iterator()));
          }
        } else {
          order.add(stack.pop().name());
        }
      }
    }
    return order;
  }

  private Set<PackageName> needs(PackageName name, List<TypeDef> types) {
    Set<PackageName> needs = new LinkedHashSet<>();
    for (InterfaceId id : packages.getOrDefault(name, Collections.emptyNavigableMap()).values()) {
      for (TypeId type : get(id).types().values()) {
        if (types.get(type.index()).kind() instanceof TypeKind.AliasKind(TypeId target)
            && types.get(target.index()).owner() instanceof TypeOwner.OfInterface(var from)) {
          PackageName owner = get(from).owner();
          if (owner != null) {
            needs.add(owner);
          }
        }
      }
    }
    return needs;
  }
}

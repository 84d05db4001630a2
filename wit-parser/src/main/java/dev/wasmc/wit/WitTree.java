package dev.wasmc.wit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Shows packages and who uses what: for each interface the types that it takes from others, for
 * each world what it imports and exports, for each package who needs it.
 */
public final class WitTree {
  private final Resolve resolve;
  private final StringBuilder out = new StringBuilder();

  /** Who needs each package. */
  private final Map<PackageId, List<PackageId>> users = new HashMap<>();

  private WitTree(Resolve resolve) {
    this.resolve = resolve;
    for (int i = 0; i < resolve.packages().size(); i++) {
      PackageId user = new PackageId(i);
      for (PackageId used : resolve.directDependencies(user)) {
        users.computeIfAbsent(used, _ -> new ArrayList<>()).add(user);
      }
    }
  }

  /** The main package first, then the others in the order of their names. */
  public static String print(Resolve resolve, PackageId main) {
    WitTree tree = new WitTree(resolve);
    resolve.packagesFrom(main).forEach(tree::packageOf);
    return tree.out.toString();
  }

  private void packageOf(PackageId id) {
    WitPackage shown = resolve.get(id);
    line(0, "package " + shown.name());
    for (PackageId user : users.getOrDefault(id, List.of())) {
      line(1, "needed by " + resolve.get(user).name());
    }
    shown
        .interfaces()
        .forEach((name, each) -> {
          line(1, "interface " + name);
          uses(resolve.get(each).types().values(), id);
        });
    shown
        .worlds()
        .forEach((name, each) -> {
          line(1, "world " + name);
          World world = resolve.get(each);
          List<TypeId> types = new ArrayList<>();
          for (WorldItem item : world.imports().values()) {
            if (item instanceof WorldItem.TypeItem(var type, _)) {
              types.add(type);
            }
          }
          uses(types, id);
          world.imports().forEach((key, item) -> item("imports ", key, item, id));
          world.exports().forEach((key, item) -> item("exports ", key, item, id));
        });
  }

  /** The types that come from other interfaces, by interface. */
  private void uses(Iterable<TypeId> types, PackageId from) {
    SequencedMap<InterfaceId, Set<String>> used = new LinkedHashMap<>();
    for (TypeId type : types) {
      Optional<InterfaceId> owner = resolve.usedFrom(type);
      if (owner.isPresent()
          && resolve.get(type).kind() instanceof TypeKind.AliasKind(TypeId target)) {
        used.computeIfAbsent(owner.get(), _ -> new LinkedHashSet<>())
            .add(String.valueOf(resolve.get(target).name()));
      }
    }
    for (Map.Entry<InterfaceId, Set<String>> each : used.entrySet()) {
      line(2, "uses " + name(each.getKey(), from) + ": " + String.join(", ", each.getValue()));
    }
  }

  private void item(String direction, WorldKey key, WorldItem item, PackageId from) {
    switch (item) {
      case WorldItem.InterfaceItem found ->
          line(
              2,
              direction
                  + switch (key) {
                    case WorldKey.Named(var name) -> name + ": " + name(found.id(), from);
                    case WorldKey.OfInterface(var id) -> name(id, from);
                  });
      case WorldItem.FunctionItem(var function) -> line(2, direction + function.name());
      case WorldItem.TypeItem _ -> {}
    }
  }

  private String name(InterfaceId id, PackageId from) {
    Interface named = resolve.get(id);
    if (named.name() == null) {
      return "interface";
    }
    return named.packageId().equals(from) ? named.name() : resolve.fullName(id).orElseThrow();
  }

  private void line(int depth, String text) {
    out.repeat("  ", depth).append(text).append('\n');
  }
}

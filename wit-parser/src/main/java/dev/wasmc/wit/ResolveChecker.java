package dev.wasmc.wit;

import dev.wasmc.names.Labels;
import dev.wasmc.names.Uniqueness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/**
 * States what holds for every {@link Resolve}. For tests, and for whoever builds one by hand.
 *
 * <ul>
 *   <li>An id is an index into its list, and a type, other than a handle, names only types before
 *       it.
 *   <li>A package's interfaces and worlds have the names that it knows them by, each one of its
 *       own, and are its own.
 *   <li>A type with a name is in the scope that owns it, under that name; a type without a name is
 *       owned by nobody. Types are used from interfaces that have names.
 *   <li>A scope names types by their names in it; only a {@code use} names one of another scope.
 *   <li>The names in an interface are distinct, as components have it.
 *   <li>A copy of an interface, and what it is a copy of, have no names, and are not one.
 *   <li>A handle is of a resource. A world's functions are under their own names.
 *   <li>A world imports what its imports use, before them; what its exports use it exports before
 *       them, or it imports all of what that uses and exports none of it.
 *   <li>A package needs only packages before it.
 * </ul>
 */
public final class ResolveChecker {
  private final Resolve resolve;
  private final List<String> violations = new ArrayList<>();

  private ResolveChecker(Resolve resolve) {
    this.resolve = resolve;
  }

  /** What does not hold; empty for a sound one. */
  public static List<String> check(Resolve resolve) {
    ResolveChecker checker = new ResolveChecker(resolve);
    checker.checkPackages();
    checker.checkTypes();
    checker.checkInterfaces();
    if (checker.violations.isEmpty()) {
      // A world is told about by the names of interfaces, which are known to exist from here on.
      for (int i = 0; i < resolve.worlds().size(); i++) {
        checker.checkWorld(new WorldId(i), resolve.worlds().get(i));
      }
    }
    return List.copyOf(checker.violations);
  }

  private void require(boolean holds, Supplier<String> what) {
    if (!holds) {
      violations.add(what.get());
    }
  }

  /** In the name of a method or static function, those of the resource and of the function. */
  private void requireLabels(String what, String name) {
    String labels = name.substring(name.indexOf(']') + 1);
    for (String label : labels.split("\\.", -1)) {
      require(Labels.whyInvalid(label) == null, () -> what + ": a name that is no label: " + name);
    }
  }

  private void checkPackages() {
    Set<PackageName> names = new HashSet<>();
    for (int i = 0; i < resolve.packages().size(); i++) {
      PackageId id = new PackageId(i);
      WitPackage checked = resolve.get(id);
      require(names.add(checked.name()), () -> "two packages " + checked.name());
      checked
          .interfaces()
          .forEach((name, item) -> {
            requireLabels("package " + checked.name(), name);
            require(
                name.equals(resolve.get(item).name()),
                () -> "interface under another name: " + name);
            require(
                resolve.get(item).packageId().equals(id),
                () -> "interface of another package: " + name);
          });
      checked
          .worlds()
          .forEach((name, item) -> {
            requireLabels("package " + checked.name(), name);
            require(
                name.equals(resolve.get(item).name()), () -> "world under another name: " + name);
            require(
                !checked.interfaces().containsKey(name),
                () -> "an interface and a world of one name: " + name);
            require(
                resolve.get(item).packageId().equals(id),
                () -> "world of another package: " + name);
          });
      for (PackageId needed : resolve.directDependencies(id)) {
        require(needed.index() < i, () -> checked.name() + " needs a package after it");
      }
    }
  }

  private void checkTypes() {
    for (int i = 0; i < resolve.types().size(); i++) {
      TypeDef def = resolve.types().get(i);
      TypeId id = new TypeId(i);
      Supplier<String> what = () -> "type " + id.index() + " " + def.name();
      def.kind()
          .forEachType(part -> {
            if (part instanceof TypeId(var index)) {
              require(
                  index < id.index() && index >= 0, () -> what.get() + " names a type after it");
            }
          });
      switch (def.kind()) {
        case TypeKind.OwnKind(var resource) ->
            require(resolve.isResource(resource), () -> what.get() + " is a handle of no resource");
        case TypeKind.BorrowKind(var resource) ->
            require(resolve.isResource(resource), () -> what.get() + " is a handle of no resource");
        default -> {}
      }
      switch (def.owner()) {
        case TypeOwner.Nobody _ -> require(def.name() == null, () -> what.get() + " has no owner");
        case TypeOwner.OfInterface(var owner) ->
            require(
                def.name() != null && id.equals(resolve.get(owner).types().get(def.name())),
                () -> what.get() + " is not in its interface");
        case TypeOwner.OfWorld(var owner) ->
            require(
                def.name() != null
                    && resolve.get(owner).imports().get(new WorldKey.Named(def.name()))
                        instanceof WorldItem.TypeItem(var imported, _)
                    && imported.equals(id),
                () -> what.get() + " is not in its world");
      }
      if (!(def.kind() instanceof TypeKind.AliasKind) && def.name() != null) {
        def.kind().forEachType(part -> requireOwn(what, def.owner(), part));
      }
      resolve
          .usedFrom(id)
          .ifPresent(from ->
              require(
                  resolve.get(from).name() != null,
                  () -> what.get() + " is used from an interface without a name"));
    }
  }

  /** What is named in a scope has its name there. */
  private void requireOwn(Supplier<String> what, TypeOwner owner, Type type) {
    if (!(type instanceof TypeId id)) {
      return;
    }
    TypeDef def = resolve.get(id);
    if (def.name() == null) {
      def.kind().forEachType(part -> requireOwn(what, owner, part));
    } else {
      require(
          owner.equals(def.owner()),
          () -> what.get() + " names a type of another scope: " + def.name());
    }
  }

  private void requireOwn(Supplier<String> what, TypeOwner owner, Function function) {
    Supplier<String> named = () -> what.get() + ": " + function.name();
    function.params().forEach(param -> requireOwn(named, owner, param.type()));
    if (function.result() != null) {
      requireOwn(named, owner, function.result());
    }
  }

  private void checkInterfaces() {
    for (int i = 0; i < resolve.interfaces().size(); i++) {
      int index = i;
      Interface checked = resolve.interfaces().get(i);
      TypeOwner owner = new TypeOwner.OfInterface(new InterfaceId(i));
      String what = "interface " + i + " " + checked.name();
      checked
          .types()
          .forEach((name, id) -> {
            require(
                name.equals(resolve.get(id).name()),
                () -> what + ": type under another name: " + name);
            require(
                owner.equals(resolve.get(id).owner()),
                () -> what + ": type of another owner: " + name);
          });
      checked
          .functions()
          .forEach((name, function) -> {
            require(name.equals(function.name()), () -> what + ": function under another name");
            requireOwn(() -> what, owner, function);
          });
      Uniqueness names = new Uniqueness();
      for (String name : checked.types().keySet()) {
        requireLabels(what, name);
        require(names.add(name).isEmpty(), () -> what + ": a name that is not distinct: " + name);
      }
      for (String name : checked.functions().keySet()) {
        requireLabels(what, name);
        require(names.add(name).isEmpty(), () -> what + ": a name that is not distinct: " + name);
      }
      if (checked.origin() != null) {
        require(
            checked.name() == null
                && resolve.get(checked.origin()).name() == null
                && checked.origin().index() != index,
            () -> what + " is a copy of what cannot be copied");
      }
      if (checked.name() != null) {
        require(
            Objects.equals(
                resolve.get(checked.packageId()).interfaces().get(checked.name()),
                new InterfaceId(i)),
            () -> what + " is not in its package");
      }
    }
  }

  private void checkWorld(WorldId id, World world) {
    String what = "world " + world.name();
    require(
        id.equals(resolve.get(world.packageId()).worlds().get(world.name())),
        () -> what + " is not in its package");
    for (SequencedMap<WorldKey, WorldItem> items : List.of(world.imports(), world.exports())) {
      for (Map.Entry<WorldKey, WorldItem> entry : items.entrySet()) {
        checkKey(what, entry.getKey(), entry.getValue());
        if (entry.getValue() instanceof WorldItem.FunctionItem(var function)) {
          requireOwn(() -> what, new TypeOwner.OfWorld(id), function);
        }
        if (entry.getKey() instanceof WorldKey.Named(var name)) {
          requireLabels(what, name);
        }
      }
    }
    Set<WorldKey> before = new HashSet<>();
    world
        .imports()
        .forEach((key, item) -> {
          switch (item) {
            case WorldItem.InterfaceItem found ->
                resolve
                    .directDependencies(found.id())
                    .forEach(dependency ->
                        require(
                            before.contains(new WorldKey.OfInterface(dependency)),
                            () ->
                                what
                                    + " lacks an import before "
                                    + resolve.name(key)
                                    + ", which uses it"));
            case WorldItem.TypeItem(var type, _) ->
                resolve
                    .usedFrom(type)
                    .ifPresent(from ->
                        require(
                            before.contains(new WorldKey.OfInterface(from)),
                            () ->
                                what
                                    + " lacks an import before "
                                    + resolve.name(key)
                                    + ", which uses it"));
            case WorldItem.FunctionItem _ -> {}
          }
          before.add(key);
        });
    Set<WorldKey> exported = new HashSet<>();
    world
        .exports()
        .forEach((key, item) -> {
          require(!(item instanceof WorldItem.TypeItem), () -> what + " exports a type");
          if (item instanceof WorldItem.InterfaceItem found) {
            checkExportedInterface(what, world, found.id(), exported);
          }
          exported.add(key);
        });
  }

  private void checkKey(String what, WorldKey key, WorldItem item) {
    switch (item) {
      case WorldItem.InterfaceItem found ->
          require(
              key instanceof WorldKey.Named || key.equals(new WorldKey.OfInterface(found.id())),
              () -> what + ": interface under another name");
      case WorldItem.FunctionItem(var function) ->
          require(
              key.equals(new WorldKey.Named(function.name())),
              () -> what + ": function under another name");
      case WorldItem.TypeItem(var type, _) ->
          require(
              key.equals(new WorldKey.Named(String.valueOf(resolve.get(type).name()))),
              () -> what + ": type under another name");
    }
  }

  /**
   * @param before the exports before this one
   */
  private void checkExportedInterface(
      String what, World world, InterfaceId exported, Set<WorldKey> before) {
    Set<InterfaceId> seen = new HashSet<>();
    List<InterfaceId> imported = new ArrayList<>();
    for (InterfaceId dependency : resolve.directDependencies(exported)) {
      WorldKey key = new WorldKey.OfInterface(dependency);
      if (world.exports().containsKey(key)) {
        require(
            before.contains(key),
            () -> what + " exports " + resolve.name(key) + " after what uses it");
      } else if (seen.add(dependency)) {
        imported.add(dependency);
      }
    }
    for (int i = 0; i < imported.size(); i++) {
      WorldKey key = new WorldKey.OfInterface(imported.get(i));
      require(
          world.imports().containsKey(key), () -> what + " lacks the import " + resolve.name(key));
      require(
          !world.exports().containsKey(key),
          () -> what + " imports and exports " + resolve.name(key));
      for (InterfaceId dependency : resolve.directDependencies(imported.get(i))) {
        if (seen.add(dependency)) {
          imported.add(dependency);
        }
      }
    }
  }
}

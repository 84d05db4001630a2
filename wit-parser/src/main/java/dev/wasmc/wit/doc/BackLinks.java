package dev.wasmc.wit.doc;

import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Type;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.TypeWriter;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who refers to what. */
final class BackLinks {
  /**
   * Something that names a type.
   *
   * @param page the full name of what it is part of
   * @param name its own
   */
  record User(String page, String name, Target target) {}

  /** Of longer lists this much is shown. */
  static final int MAX_SHOWN = 300;

  private final Site site;
  private final Resolve resolve;
  private final Map<TypeId, Set<User>> types = new LinkedHashMap<>();
  private final Map<InterfaceId, Set<InterfaceId>> interfaces = new LinkedHashMap<>();
  private final Map<InterfaceId, Set<WorldId>> importers = new LinkedHashMap<>();
  private final Map<InterfaceId, Set<WorldId>> exporters = new LinkedHashMap<>();
  private final Map<PackageId, Set<PackageId>> needs = new LinkedHashMap<>();
  private final Map<PackageId, Set<PackageId>> needing = new LinkedHashMap<>();
  private final TypeWriter finder;
  private Consumer<TypeId> found = _ -> {};

  BackLinks(Site site) {
    this.site = site;
    this.resolve = site.resolve();
    TypeWriter.Sink sink =
        new TypeWriter.Sink() {
          @Override
          public void text(String text) {
            // Only names matter.
          }

          @Override
          public void named(TypeId type, String name) {
            found.accept(type);
          }
        };
    this.finder = new TypeWriter(resolve, sink, Declarations.MAX_TYPES);
    for (int i = 0; i < resolve.interfaces().size(); i++) {
      InterfaceId id = new InterfaceId(i);
      site.target(id).ifPresent(target -> interfaceUses(id, target.page()));
    }
    for (int i = 0; i < resolve.worlds().size(); i++) {
      WorldId id = new WorldId(i);
      site.target(id).ifPresent(target -> worldUses(id, target.page()));
    }
  }

  private void interfaceUses(InterfaceId id, String page) {
    Interface user = resolve.get(id);
    String title = site.title(id);
    user.types().values().forEach(type -> typeUses(type, page, title));
    for (Function function : user.functions().values()) {
      functionUses(function, user(function, page, title));
    }
    for (InterfaceId used : resolve.directDependencies(id)) {
      interfaces.computeIfAbsent(used, _ -> new LinkedHashSet<>()).add(id);
      need(user.packageId(), used);
    }
  }

  private void worldUses(WorldId id, String page) {
    World user = resolve.get(id);
    itemUses(id, page, "import", user.imports(), importers);
    itemUses(id, page, "export", user.exports(), exporters);
  }

  private void itemUses(
      WorldId id,
      String page,
      String direction,
      Map<WorldKey, WorldItem> items,
      Map<InterfaceId, Set<WorldId>> users) {
    items.forEach((key, item) -> {
      switch (item) {
        case WorldItem.InterfaceItem used -> {
          users.computeIfAbsent(used.id(), _ -> new LinkedHashSet<>()).add(id);
          need(resolve.get(id).packageId(), used.id());
        }
        case WorldItem.TypeItem(var type, _) -> typeUses(type, page, site.title(id));
        case WorldItem.FunctionItem(var function) ->
            functionUses(
                function,
                function.kind().owner().isPresent()
                    ? user(function, page, site.title(id))
                    : new User(
                        site.title(id),
                        direction + " " + function.name(),
                        new Target(page, Site.itemAnchor(direction, resolve.name(key)))));
      }
    });
  }

  private void need(PackageId user, InterfaceId used) {
    PackageId needed = resolve.get(used).packageId();
    if (!needed.equals(user)) {
      needs.computeIfAbsent(user, _ -> new LinkedHashSet<>()).add(needed);
      needing.computeIfAbsent(needed, _ -> new LinkedHashSet<>()).add(user);
    }
  }

  private void typeUses(TypeId id, String page, String title) {
    TypeDef user = resolve.get(id);
    if (!site.definition(id).equals(id)) {
      return;
    }
    String name = String.valueOf(user.name());
    collect(id, new User(title, name, new Target(page, Site.typeAnchor(user))));
    switch (user.kind()) {
      case TypeKind.RecordKind(var fields) -> fields.forEach(field -> finder.type(field.type()));
      case TypeKind.VariantKind(var cases) ->
          cases.stream()
              .<Type>mapMulti((each, next) -> {
                if (each.type() != null) {
                  next.accept(each.type());
                }
              })
              .forEach(finder::type);
      case TypeKind.EnumKind _, TypeKind.FlagsKind _, TypeKind.ResourceKind _ -> {}
      default -> finder.definition(user.kind());
    }
  }

  private User user(Function function, String page, String title) {
    return new User(title, site.name(function), new Target(page, site.functionAnchor(function)));
  }

  private void functionUses(Function function, User user) {
    collect(function.kind().owner().orElse(null), user);
    finder.signature(function);
  }

  /**
   * @param own the type that says nothing by naming itself; null for none
   */
  private void collect(@Nullable TypeId own, User user) {
    found =
        type -> {
          TypeId definition = site.definition(type);
          if (!definition.equals(own)) {
            types.computeIfAbsent(definition, _ -> new LinkedHashSet<>()).add(user);
          }
        };
  }

  /** What is said in place of the rest of a list; empty for a short one. */
  static String more(int size) {
    return size > MAX_SHOWN ? "and " + (size - MAX_SHOWN) + " more" : "";
  }

  /** Who names a type. */
  Set<User> users(TypeId id) {
    return types.getOrDefault(id, Set.of());
  }

  /** The interfaces that use types of one. */
  Set<InterfaceId> users(InterfaceId id) {
    return interfaces.getOrDefault(id, Set.of());
  }

  Set<WorldId> importers(InterfaceId id) {
    return importers.getOrDefault(id, Set.of());
  }

  Set<WorldId> exporters(InterfaceId id) {
    return exporters.getOrDefault(id, Set.of());
  }

  /** The packages that one needs directly. */
  List<PackageId> needs(PackageId id) {
    return sorted(needs.getOrDefault(id, Set.of()));
  }

  /** The packages that need one directly. */
  List<PackageId> needing(PackageId id) {
    return sorted(needing.getOrDefault(id, Set.of()));
  }

  private List<PackageId> sorted(Set<PackageId> packages) {
    return packages.stream()
        .sorted(Comparator.comparing(each -> resolve.get(each).name()))
        .toList();
  }
}

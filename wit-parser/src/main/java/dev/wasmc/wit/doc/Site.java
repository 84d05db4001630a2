package dev.wasmc.wit.doc;

import dev.wasmc.wit.Function;
import dev.wasmc.wit.FunctionKind;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Which pages there are, and where on them everything is. */
final class Site {
  static final String INDEX = "index.html";

  /**
   * An interface written inside a world.
   *
   * @param direction {@code import} or {@code export}
   */
  record Inline(WorldId world, String direction, String name) {}

  private final Resolve resolve;
  private final PackageId main;
  private final Map<InterfaceId, String> interfaces = new LinkedHashMap<>();
  private final SequencedMap<InterfaceId, Inline> inlines = new LinkedHashMap<>();
  private final Map<WorldId, String> worlds = new LinkedHashMap<>();
  private final Map<TypeId, Target> types = new LinkedHashMap<>();
  private final Map<String, Target> fullNames = new LinkedHashMap<>();

  Site(Resolve resolve, PackageId main) {
    this.resolve = resolve;
    this.main = main;
    for (PackageId id : packages()) {
      WitPackage each = resolve.get(id);
      each.interfaces()
          .forEach((name, member) -> {
            String page = folder(id) + FileNames.page("interface", name);
            interfaces.putIfAbsent(member, page);
            fullName(each.name(), name, page);
          });
      each.worlds()
          .forEach((name, member) -> {
            String page = folder(id) + FileNames.page("world", name);
            worlds.putIfAbsent(member, page);
            fullName(each.name(), name, page);
          });
    }
    // A package stands after those whose worlds it includes, and so do worlds in it.
    for (int i = 0; i < resolve.worlds().size(); i++) {
      WorldId id = new WorldId(i);
      if (worlds.containsKey(id)) {
        inlines(id, "import", resolve.get(id).imports());
        inlines(id, "export", resolve.get(id).exports());
      }
    }
    interfaces.forEach(
        (id, page) -> resolve.get(id).types().values().forEach(type -> typeOn(page, type)));
    worlds.forEach((id, page) -> {
      for (WorldItem item : resolve.get(id).imports().values()) {
        if (item instanceof WorldItem.TypeItem(var type, _)) {
          typeOn(page, type);
        }
      }
    });
  }

  private void fullName(PackageName owner, String name, String page) {
    Target target = new Target(page, "");
    fullNames.putIfAbsent(owner.member(name), target);
    // Of several versions the one that was there first.
    fullNames.putIfAbsent(owner.withVersion(null).member(name), target);
  }

  private void inlines(WorldId world, String direction, Map<WorldKey, WorldItem> items) {
    items.forEach((key, item) -> {
      if (item instanceof WorldItem.InterfaceItem found
          && key instanceof WorldKey.Named(var name)
          && resolve.get(found.id()).name() == null
          && !interfaces.containsKey(found.id())) {
        World owner = resolve.get(world);
        interfaces.put(
            found.id(),
            folder(owner.packageId()) + FileNames.page("world", owner.name(), direction, name));
        inlines.put(found.id(), new Inline(world, direction, name));
      }
    });
  }

  private void typeOn(String page, TypeId type) {
    types.putIfAbsent(type, new Target(page, typeAnchor(resolve.get(type))));
  }

  Resolve resolve() {
    return resolve;
  }

  PackageId main() {
    return main;
  }

  /** The main one first, then the others in the order of their names. */
  List<PackageId> packages() {
    return resolve.packagesFrom(main);
  }

  /** Those that have pages although no package names them, in the order of their worlds. */
  SequencedMap<InterfaceId, Inline> inlines() {
    return inlines;
  }

  private String folder(PackageId id) {
    return FileNames.folder(resolve.get(id).name()) + "/";
  }

  Target target(PackageId id) {
    return new Target(folder(id) + INDEX, "");
  }

  Optional<Target> target(InterfaceId id) {
    return Optional.ofNullable(interfaces.get(id)).map(page -> new Target(page, ""));
  }

  Optional<Target> target(WorldId id) {
    return Optional.ofNullable(worlds.get(id)).map(page -> new Target(page, ""));
  }

  /** The interface or world of a full name, which may lack the version. */
  Optional<Target> byFullName(String name) {
    return Optional.ofNullable(fullNames.get(name));
  }

  /** Where a type is defined, which is not where it is brought in by {@code use}. */
  Optional<Target> target(TypeId id) {
    return Optional.ofNullable(types.get(definition(id)));
  }

  /** The type that {@code use} brings in, or the type itself. */
  TypeId definition(TypeId id) {
    TypeId current = id;
    while (resolve.usedFrom(current).isPresent()
        && resolve.get(current).kind() instanceof TypeKind.AliasKind(TypeId target)) {
      current = target;
    }
    return current;
  }

  static String typeAnchor(TypeDef type) {
    return "type." + type.name();
  }

  /** The anchor of a field, a case, a flag. */
  static String memberAnchor(TypeDef type, String member) {
    return typeAnchor(type) + "." + member;
  }

  /** The anchor of a function in an interface, or of a function of a resource anywhere. */
  String functionAnchor(Function function) {
    return switch (function.kind()) {
      case FunctionKind.Freestanding _ -> "func." + function.name();
      case FunctionKind.Constructor(var resource) -> "new." + resolve.get(resource).name();
      case FunctionKind.Method(var resource, _) ->
          memberAnchor(resolve.get(resource), function.itemName());
      case FunctionKind.Static(var resource, _) ->
          memberAnchor(resolve.get(resource), function.itemName());
    };
  }

  /**
   * The anchor of what a world imports or exports.
   *
   * @param direction {@code import} or {@code export}
   */
  static String itemAnchor(String direction, String name) {
    return direction + "." + name;
  }

  /** The name of a function, with that of its resource in front. */
  String name(Function function) {
    return switch (function.kind()) {
      case FunctionKind.Freestanding _ -> function.name();
      case FunctionKind.Constructor _ -> function.itemName() + ".constructor";
      case FunctionKind.Method(var resource, _) -> member(resource, function);
      case FunctionKind.Static(var resource, _) -> member(resource, function);
    };
  }

  private String member(TypeId resource, Function function) {
    return resolve.get(resource).name() + "." + function.itemName();
  }

  /** The full name of an interface, also of one without a name of its own. */
  String title(InterfaceId id) {
    Inline inline = inlines.get(id);
    return inline == null
        ? resolve.fullName(id).orElse("")
        : title(inline.world) + " " + inline.direction + " " + inline.name;
  }

  String title(WorldId id) {
    World world = resolve.get(id);
    return resolve.get(world.packageId()).name().member(world.name());
  }

  /** What an interface is called on pages of the package. */
  String shortTitle(InterfaceId id, PackageId from) {
    Interface found = resolve.get(id);
    return found.name() != null && found.packageId().equals(from) ? found.name() : title(id);
  }

  String shortTitle(WorldId id, PackageId from) {
    World found = resolve.get(id);
    return found.packageId().equals(from) ? found.name() : title(id);
  }
}

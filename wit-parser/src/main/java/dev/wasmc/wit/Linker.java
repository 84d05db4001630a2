package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wit.UnresolvedPackage.DraftInterface;
import dev.wasmc.wit.UnresolvedPackage.DraftWorld;
import dev.wasmc.wit.UnresolvedPackage.ForeignItem;
import dev.wasmc.wit.UnresolvedPackage.ForeignType;
import dev.wasmc.wit.UnresolvedPackage.Include;
import dev.wasmc.wit.UnresolvedPackage.RequiredResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adds a package to those it needs. Ids of the package become ids of the whole, what is behind
 * gates that are off is left out, resources used as types become owned handles, and worlds get all
 * that they need by {@link WorldElaborator}.
 */
final class Linker {
  /** Leaves an item that has an error, which is reported already. */
  private static final class ItemFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ItemFailed() {
      super(null, null, false, false);
    }
  }

  private final ResolveBuilder resolve;
  private final UnresolvedPackage unresolved;
  private final PackageSet packages;
  private final WitOptions options;
  private final Diagnostics diagnostics;
  private final PackageId packageId;

  // By the ids of the package; null for what is left out.
  private final List<@Nullable TypeId> types = new ArrayList<>();
  private final List<@Nullable InterfaceId> interfaces = new ArrayList<>();
  private final List<@Nullable WorldId> worlds = new ArrayList<>();

  /** What is missing because of an error, not because of a gate. */
  private final Set<Object> broken = new HashSet<>();

  private final Map<TypeId, TypeId> ownHandles = new HashMap<>();

  private Linker(
      ResolveBuilder resolve,
      UnresolvedPackage unresolved,
      PackageSet packages,
      WitOptions options,
      Diagnostics diagnostics) {
    this.resolve = resolve;
    this.unresolved = unresolved;
    this.packages = packages;
    this.options = options;
    this.diagnostics = diagnostics;
    this.packageId = resolve.addPackage(unresolved.name());
  }

  /**
   * Adds the package. If it has errors or needs one that has, it is not usable afterwards, which
   * {@code packages} then knows.
   */
  static PackageId link(
      ResolveBuilder resolve,
      UnresolvedPackage unresolved,
      PackageSet packages,
      WitOptions options,
      Diagnostics diagnostics) {
    Diagnostics own = new Diagnostics(diagnostics);
    Linker linker = new Linker(resolve, unresolved, packages, options, own);
    linker.link();
    own.found().forEach(diagnostics::report);
    if (linker.isFailed()) {
      packages.spoil(unresolved.name());
    }
    return linker.packageId;
  }

  private boolean isFailed() {
    return diagnostics.hasErrors() || !broken.isEmpty() || packages.isSpoiled(unresolved.name());
  }

  private void link() {
    findForeignItems();
    findForeignTypes();
    unresolved.requiredResources().forEach(this::checkResource);
    if (packages.isSpoiled(unresolved.name())) {
      return;
    }
    addTypes();
    addInterfaces();
    setInterfaceOwners();
    addWorlds();
    setWorldOwners();
    if (isFailed()) {
      return;
    }
    elaborateWorlds();
    resolve.set(packageId, finishedPackage());
  }

  private void findForeignItems() {
    Map<PackageName, PackageId> found = new HashMap<>();
    for (UnresolvedPackage.ForeignPackage foreign : unresolved.foreignPackages()) {
      if (packages.isSpoiled(foreign.name())) {
        continue;
      }
      PackageId id = resolve.findCompatiblePackage(foreign.name());
      if (id != null && !id.equals(packageId)) {
        found.put(foreign.name(), id);
      } else if (!packages.isIncomplete() && !diagnostics.isFull()) {
        diagnostics.error(
            new WitProblem.NotFound(
                "package", foreign.name().toString(), null, packageAdvice(foreign.name())),
            foreign.place());
      }
    }
    for (ForeignItem item : unresolved.foreignInterfaces()) {
      PackageId from = found.get(item.packageName());
      InterfaceId id = null;
      if (from == null) {
        broken.add(new InterfaceId(interfaces.size()));
      } else if (isUsed(item)) {
        WitPackage owner = resolve.get(from);
        id = owner.interfaces().get(item.name());
        if (id == null) {
          broken.add(new InterfaceId(interfaces.size()));
          missingItem(
              "interface",
              item,
              owner,
              owner.worlds().containsKey(item.name()),
              owner.interfaces());
        }
      }
      interfaces.add(id);
    }
    for (ForeignItem item : unresolved.foreignWorlds()) {
      PackageId from = found.get(item.packageName());
      WorldId id = null;
      if (from == null) {
        broken.add(new WorldId(worlds.size()));
      } else if (isUsed(item)) {
        WitPackage owner = resolve.get(from);
        id = owner.worlds().get(item.name());
        if (id == null) {
          broken.add(new WorldId(worlds.size()));
          missingItem(
              "world", item, owner, owner.interfaces().containsKey(item.name()), owner.worlds());
        }
      }
      worlds.add(id);
    }
  }

  private void missingItem(
      String kind,
      ForeignItem item,
      WitPackage owner,
      boolean otherKind,
      SequencedMap<String, ?> candidates) {
    if (diagnostics.isFull()) {
      return;
    }
    WitProblem problem =
        otherKind
            ? new WitProblem.WrongKind(
                item.name(),
                kind.equals("world") ? "an interface" : "a world",
                kind.equals("world") ? "a world" : "an interface")
            : new WitProblem.NotFound(
                kind,
                owner.name().member(item.name()),
                null,
                Suggestions.hint(item.name(), candidates.keySet()).orElse(null));
    diagnostics.error(problem, item.place());
  }

  private @Nullable String packageAdvice(PackageName name) {
    NavigableSet<PackageName> others = packages.names();
    others.addAll(resolve.packageNames());
    others.remove(unresolved.name());
    List<String> versions =
        others.stream().filter(name::isSamePackage).map(other -> "`" + other + "`").toList();
    return versions.isEmpty()
        ? Suggestions.hint(name.toString(), others.stream().map(PackageName::toString).toList())
            .orElse("a package that is needed is a file or a folder in `deps`")
        : "there is " + String.join(", ", versions);
  }

  private boolean isUsed(ForeignItem item) {
    boolean used = false;
    for (Stability stability : item.uses()) {
      used |= isIncluded(stability, item.place());
    }
    return used;
  }

  private void findForeignTypes() {
    for (ForeignType type : unresolved.foreignTypes()) {
      InterfaceId owner = interfaces.get(type.owner().index());
      if (!isIncluded(type.stability(), type.place()) || owner == null) {
        if (broken.contains(type.owner())) {
          broken.add(new TypeId(types.size()));
        }
        types.add(null);
        continue;
      }
      Interface from = resolve.get(owner);
      TypeId found = from.types().get(type.name());
      if (found == null) {
        broken.add(new TypeId(types.size()));
        if (diagnostics.isFull()) {
          types.add(null);
          continue;
        }
        WitProblem problem =
            from.functions().containsKey(type.name())
                ? new WitProblem.WrongKind(type.name(), "a function", "a type")
                : new WitProblem.NotFound(
                    "type",
                    type.name(),
                    from.name(),
                    Suggestions.hint(type.name(), from.types().keySet()).orElse(null));
        diagnostics.error(problem, type.place());
      }
      types.add(found);
    }
  }

  private void checkResource(RequiredResource required) {
    TypeId found = types.get(required.type().index());
    if (found != null && !resolve.graph().isResource(found)) {
      TypeDef def =
          resolve.get(resolve.graph().resolveAliases(found) instanceof TypeId id ? id : found);
      diagnostics.error(
          new WitProblem.WrongKind(required.name(), def.kind().words(), "a resource"),
          required.place(),
          new Diagnostic.Note(def.place(), "`" + required.name() + "` is defined here"));
    }
  }

  private void addTypes() {
    for (TypeDef type : unresolved.types()) {
      if (!isIncluded(type.stability(), type.place())) {
        types.add(null);
        continue;
      }
      try {
        checkParts(type.kind());
        types.add(resolve.add(type.withKind(map(type.kind(), type.place()))));
      } catch (ItemFailed e) {
        broken.add(new TypeId(types.size()));
        types.add(null);
      }
    }
  }

  /** Finds what is missing where it is named. */
  private void checkParts(TypeKind kind) {
    switch (kind) {
      case TypeKind.RecordKind(var fields) ->
          fields.forEach(field -> checkPart(field.type(), field.place()));
      case TypeKind.VariantKind(var cases) -> cases.forEach(c -> checkPart(c.type(), c.place()));
      default -> {}
    }
  }

  private void checkPart(@Nullable Type type, Place place) {
    if (type instanceof TypeId id) {
      map(id, place);
    }
  }

  private TypeKind map(TypeKind kind, Place place) {
    return switch (kind) {
      // A further name for a resource is a resource, and not a handle of one.
      case TypeKind.AliasKind(TypeId target) -> new TypeKind.AliasKind(map(target, place));
      case TypeKind.OwnKind(var resource) -> new TypeKind.OwnKind(map(resource, place));
      case TypeKind.BorrowKind(var resource) -> new TypeKind.BorrowKind(map(resource, place));
      default -> kind.mapTypes(type -> mapUse(type, place));
    };
  }

  /** A type where a value of it is meant, so that a resource becomes an owned handle. */
  private Type mapUse(Type type, Place place) {
    if (!(type instanceof TypeId id)) {
      return type;
    }
    TypeId mapped = map(id, place);
    if (!resolve.graph().isResource(mapped)) {
      return mapped;
    }
    TypeId own = ownHandles.get(mapped);
    if (own == null) {
      own =
          resolve.add(
              TypeDef.anonymous(
                  new TypeKind.OwnKind(mapped), Stability.UNGATED, Place.Nowhere.NOWHERE));
      ownHandles.put(mapped, own);
    }
    return own;
  }

  private TypeId map(TypeId id, Place place) {
    TypeId mapped = types.get(id.index());
    if (mapped == null) {
      throw missing(gated(id), id, place);
    }
    return mapped;
  }

  private InterfaceId map(InterfaceId id, Place place) {
    InterfaceId mapped = interfaces.get(id.index());
    if (mapped == null) {
      throw missing(gated(id), id, place);
    }
    return mapped;
  }

  private ItemFailed missing(Gated gated, Object id, Place place) {
    if (!broken.contains(id)) {
      diagnostics.error(
          new WitProblem.GatedReference(gated.kind, gated.name, gated.feature()),
          place,
          new Diagnostic.Note(gated.place, "the gate is on this"));
    }
    return new ItemFailed();
  }

  /** What a gate leaves out. */
  private record Gated(String kind, String name, Stability stability, Place place) {
    private @Nullable String feature() {
      return stability instanceof Stability.Unstable(var feature, _) ? feature : null;
    }
  }

  private Gated gated(TypeId id) {
    int foreign = unresolved.foreignTypes().size();
    if (id.index() < foreign) {
      UnresolvedPackage.ForeignType type = unresolved.foreignTypes().get(id.index());
      return new Gated("type", type.name(), type.stability(), type.place());
    }
    TypeDef type = unresolved.types().get(id.index() - foreign);
    String name = type.name() == null ? "anonymous" : type.name();
    return new Gated("type", name, type.stability(), type.place());
  }

  private Gated gated(InterfaceId id) {
    int foreign = unresolved.foreignInterfaces().size();
    if (id.index() < foreign) {
      ForeignItem item = unresolved.foreignInterfaces().get(id.index());
      return new Gated("interface", item.name(), item.uses().getFirst(), item.place());
    }
    DraftInterface draft = unresolved.interfaces().get(id.index() - foreign);
    String name = draft.name() == null ? "anonymous" : draft.name();
    return new Gated("interface", name, draft.stability(), draft.place());
  }

  private Gated gated(WorldId id) {
    int foreign = unresolved.foreignWorlds().size();
    if (id.index() < foreign) {
      ForeignItem item = unresolved.foreignWorlds().get(id.index());
      return new Gated("world", item.name(), item.uses().getFirst(), item.place());
    }
    DraftWorld draft = unresolved.worlds().get(id.index() - foreign);
    return new Gated("world", draft.name(), draft.stability(), draft.place());
  }

  private void addInterfaces() {
    for (DraftInterface draft : unresolved.interfaces()) {
      if (!isIncluded(draft.stability(), draft.place())) {
        interfaces.add(null);
        continue;
      }
      SequencedMap<String, TypeId> ownTypes = new LinkedHashMap<>();
      draft
          .types()
          .forEach((name, id) -> {
            TypeId mapped = types.get(id.index());
            if (mapped != null) {
              ownTypes.put(name, mapped);
            }
          });
      SequencedMap<String, Function> functions = new LinkedHashMap<>();
      for (Function function : draft.functions().values()) {
        if (isIncluded(function.stability(), function.place())) {
          addFunction(function, added -> functions.put(added.name(), added));
        }
      }
      interfaces.add(
          resolve.add(
              new Interface(
                  draft.name(),
                  packageId,
                  ownTypes,
                  functions,
                  draft.docs(),
                  draft.stability(),
                  null,
                  draft.place())));
    }
  }

  private void addFunction(Function function, java.util.function.Consumer<Function> into) {
    Function mapped;
    try {
      UnaryOperator<Type> mapType = type -> mapUse(type, function.place());
      mapped = function.mapTypes(mapType, id -> map(id, function.place()));
    } catch (ItemFailed e) {
      return;
    }
    if (resolve.hasBorrow(mapped.result())) {
      diagnostics.error(new WitProblem.ReturnsBorrow(function.itemName()), function.place());
    }
    into.accept(mapped);
  }

  private void setInterfaceOwners() {
    for (TypeId id : localTypes()) {
      TypeDef type = resolve.get(id);
      if (type.owner() instanceof TypeOwner.OfInterface(var owner)) {
        InterfaceId mapped = interfaces.get(owner.index());
        if (mapped == null) {
          Gated gated = gated(owner);
          diagnostics.error(
              new WitProblem.UngatedMember("type", "interface", gated.name),
              type.place(),
              new Diagnostic.Note(gated.place, "the gate is on this"));
        } else {
          resolve.set(id, type.withOwner(new TypeOwner.OfInterface(mapped)));
        }
      }
    }
  }

  private void setWorldOwners() {
    for (TypeId id : localTypes()) {
      TypeDef type = resolve.get(id);
      if (type.owner() instanceof TypeOwner.OfWorld(var owner)) {
        WorldId mapped = worlds.get(owner.index());
        if (mapped == null) {
          Gated gated = gated(owner);
          diagnostics.error(
              new WitProblem.UngatedMember("type", "world", gated.name),
              type.place(),
              new Diagnostic.Note(gated.place, "the gate is on this"));
        } else {
          resolve.set(id, type.withOwner(new TypeOwner.OfWorld(mapped)));
        }
      }
    }
  }

  private List<TypeId> localTypes() {
    List<TypeId> local = new ArrayList<>();
    for (int i = unresolved.foreignTypes().size(); i < types.size(); i++) {
      TypeId id = types.get(i);
      if (id != null) {
        local.add(id);
      }
    }
    return local;
  }

  private void addWorlds() {
    for (DraftWorld draft : unresolved.worlds()) {
      if (!isIncluded(draft.stability(), draft.place())) {
        worlds.add(null);
        continue;
      }
      worlds.add(
          resolve.add(
              new World(
                  draft.name(),
                  packageId,
                  mapItems(draft.imports()),
                  mapItems(draft.exports()),
                  draft.docs(),
                  draft.stability(),
                  draft.place())));
    }
  }

  private SequencedMap<WorldKey, WorldItem> mapItems(SequencedMap<WorldKey, WorldItem> items) {
    SequencedMap<WorldKey, WorldItem> mapped = new LinkedHashMap<>();
    items.forEach((key, item) -> {
      try {
        mapItem(key, item, mapped);
      } catch (ItemFailed reported) {
        broken.add(key);
      }
    });
    return mapped;
  }

  private void mapItem(WorldKey key, WorldItem item, SequencedMap<WorldKey, WorldItem> into) {
    switch (item) {
      case WorldItem.InterfaceItem(var id, var docs, var stability, var externalId, var place) -> {
        if (isIncluded(stability, place)) {
          InterfaceId mapped = map(id, place);
          into.put(
              key instanceof WorldKey.Named ? key : new WorldKey.OfInterface(mapped),
              new WorldItem.InterfaceItem(mapped, docs, stability, externalId, place));
        }
      }
      case WorldItem.FunctionItem(var function) -> {
        if (isIncluded(function.stability(), function.place())) {
          addFunction(function, added -> into.put(key, new WorldItem.FunctionItem(added)));
        }
      }
      case WorldItem.TypeItem(var id, var place) -> {
        TypeId mapped = types.get(id.index());
        if (mapped != null) {
          into.put(key, new WorldItem.TypeItem(mapped, place));
        }
      }
    }
  }

  private void elaborateWorlds() {
    WorldElaborator elaborator = new WorldElaborator(resolve, packageId, diagnostics);
    for (int i = 0; i < unresolved.worlds().size(); i++) {
      WorldId id = worlds.get(unresolved.foreignWorlds().size() + i);
      if (id == null) {
        continue;
      }
      List<WorldElaborator.Included> includes = new ArrayList<>();
      for (Include include : unresolved.worlds().get(i).includes()) {
        if (isIncluded(include.stability(), include.place())) {
          WorldId included = worlds.get(include.world().index());
          if (included == null) {
            Gated gated = gated(include.world());
            diagnostics.error(
                new WitProblem.GatedReference("world", gated.name, gated.feature()),
                include.place(),
                new Diagnostic.Note(gated.place, "the gate is on this"));
          } else {
            includes.add(new WorldElaborator.Included(included, include));
          }
        }
      }
      elaborator.complete(id, includes);
    }
  }

  private WitPackage finishedPackage() {
    SequencedMap<String, InterfaceId> named = new LinkedHashMap<>();
    for (int i = unresolved.foreignInterfaces().size(); i < interfaces.size(); i++) {
      InterfaceId id = interfaces.get(i);
      String name = id == null ? null : resolve.get(id).name();
      if (id != null && name != null) {
        named.put(name, id);
      }
    }
    SequencedMap<String, WorldId> namedWorlds = new LinkedHashMap<>();
    for (int i = unresolved.foreignWorlds().size(); i < worlds.size(); i++) {
      WorldId id = worlds.get(i);
      if (id != null) {
        namedWorlds.put(resolve.get(id).name(), id);
      }
    }
    return new WitPackage(unresolved.name(), named, namedWorlds, unresolved.docs());
  }

  private boolean isIncluded(Stability stability, Place place) {
    return switch (stability) {
      case Stability.Ungated _ -> true;
      case Stability.Unstable(var feature, _) ->
          options.allGates() || options.gates().contains(feature);
      case Stability.Since(var since, _) -> {
        Version version = unresolved.name().version();
        if (version == null) {
          diagnostics.error(new WitProblem.UnversionedGate(unresolved.name().toString()), place);
        } else if (version.isOlderThan(since)) {
          diagnostics.error(
              new WitProblem.GateFromTheFuture(since.toString(), version.toString()), place);
        }
        yield true;
      }
    };
  }
}

package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wit.UnresolvedPackage.DraftInterface;
import dev.wasmc.wit.UnresolvedPackage.DraftWorld;
import dev.wasmc.wit.UnresolvedPackage.ForeignItem;
import dev.wasmc.wit.UnresolvedPackage.ForeignPackage;
import dev.wasmc.wit.UnresolvedPackage.ForeignType;
import dev.wasmc.wit.UnresolvedPackage.RequiredResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settles the names of one package: which interfaces and worlds there are, what each file calls
 * them, in which order they can be defined, and what is to be found in other packages. {@link
 * ScopeBuilder} does the same inside of an interface or a world.
 */
final class PackageBuilder {
  /** What a package is made of: a file, or the inside of a nested package. */
  record Unit(SourceFile file, Syntax.@Nullable PackageHeader header, List<Syntax.TopItem> items) {}

  /** An interface or a world, in the ids of the package. */
  record Item(boolean isWorld, int index) {}

  /** A path and where it stands. */
  private record Mention(
      @Nullable String within,
      List<Syntax.Attribute> attributes,
      Syntax.UsePath path,
      List<Syntax.UseName> names,
      boolean isWorld) {}

  /** A {@link ForeignItem} as long as it may be named again. */
  private static final class ForeignDraft {
    private final PackageName packageName;
    private final String name;
    private final Place place;
    private final List<Stability> uses = new ArrayList<>();

    private ForeignDraft(PackageName packageName, String name, Place place, Stability first) {
      this.packageName = packageName;
      this.name = name;
      this.place = place;
      uses.add(first);
    }

    private ForeignItem item() {
      return new ForeignItem(packageName, name, place, uses);
    }
  }

  private final Diagnostics diagnostics;
  private final List<Unit> units;
  private final Unread unread;

  private final SequencedMap<PackageName, SequencedMap<String, Item>> foreign =
      new LinkedHashMap<>();
  private final List<ForeignPackage> foreignPackages = new ArrayList<>();
  private final List<ForeignDraft> foreignInterfaces = new ArrayList<>();
  private final List<ForeignDraft> foreignWorlds = new ArrayList<>();
  private final List<ForeignType> foreignTypes = new ArrayList<>();
  private final List<RequiredResource> requiredResources = new ArrayList<>();

  /** Per unit, what its names stand for. */
  private final List<Map<String, Item>> fileItems = new ArrayList<>();

  private final SequencedMap<String, Item> packageItems = new LinkedHashMap<>();

  private final List<TypeDef> types = new ArrayList<>();
  private final Map<TypeKind, TypeId> anonymousTypes = new HashMap<>();
  private final List<@Nullable DraftInterface> interfaces = new ArrayList<>();
  private final List<@Nullable DraftWorld> worlds = new ArrayList<>();

  /** For each name of a type the first interface that has it, once somebody wants to know. */
  private @Nullable Map<String, String> interfacesByType;

  /** Per interface, foreign ones first, what `use` can find in it. */
  private final List<Map<String, ScopeBuilder.Entry>> interfaceScopes = new ArrayList<>();

  private PackageBuilder(List<Unit> units, Unread unread, Diagnostics diagnostics) {
    this.units = units;
    this.unread = unread;
    this.diagnostics = diagnostics;
  }

  /**
   * @param name the package's name
   * @param place the declaration that gives it
   * @param unread what of the package is in none of the units
   */
  static UnresolvedPackage build(
      PackageName name,
      Place place,
      @Nullable String docs,
      List<Unit> units,
      Unread unread,
      Diagnostics diagnostics) {
    return new PackageBuilder(units, unread, diagnostics).build(name, place, docs);
  }

  private UnresolvedPackage build(PackageName name, Place place, @Nullable String docs) {
    List<List<Mention>> mentions = units.stream().map(unit -> mentions(unit.items())).toList();
    for (int i = 0; i < units.size(); i++) {
      for (Mention mention : mentions.get(i)) {
        collectForeignItem(units.get(i).file(), mention);
      }
    }
    List<Syntax.TopItem> ordered = new ArrayList<>();
    List<Integer> unitOf = new ArrayList<>();
    defineItems(mentions, ordered, unitOf);
    for (int i = 0; i < units.size(); i++) {
      for (Mention mention : mentions.get(i)) {
        collectForeignTypes(i, mention);
      }
    }
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i) instanceof Syntax.InterfaceDecl decl) {
        Item item = fileItems.get(unitOf.get(i)).get(decl.name().text());
        if (item != null && !item.isWorld()) {
          new ScopeBuilder(this, unitOf.get(i), diagnostics)
              .buildInterface(new InterfaceId(item.index()), decl);
        }
      }
    }
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i) instanceof Syntax.WorldDecl decl) {
        Item item = fileItems.get(unitOf.get(i)).get(decl.name().text());
        if (item != null && item.isWorld()) {
          new ScopeBuilder(this, unitOf.get(i), diagnostics)
              .buildWorld(new WorldId(item.index()), decl);
        }
      }
    }
    return new UnresolvedPackage(
        name,
        place,
        docs,
        foreignPackages,
        foreignInterfaces.stream().map(ForeignDraft::item).toList(),
        foreignWorlds.stream().map(ForeignDraft::item).toList(),
        foreignTypes,
        types,
        withoutNull(interfaces),
        withoutNull(worlds),
        requiredResources);
  }

  /** What has errors may be missing; the result is thrown away then. */
  private static <T> List<T> withoutNull(List<@Nullable T> drafts) {
    List<T> present = new ArrayList<>();
    for (T draft : drafts) {
      if (draft != null) {
        present.add(draft);
      }
    }
    return present;
  }

  /** All paths, in the order in which the items of worlds are printed: imports before exports. */
  private static List<Mention> mentions(List<Syntax.TopItem> items) {
    List<Mention> found = new ArrayList<>();
    for (Syntax.TopItem item : items) {
      switch (item) {
        case Syntax.TopUse use ->
            found.add(new Mention(null, use.attributes(), use.path(), List.of(), false));
        case Syntax.InterfaceDecl decl -> mentions(decl.name().text(), decl.items(), found);
        case Syntax.WorldDecl decl -> mentions(decl, found);
        case Syntax.NestedPackage _ ->
            throw new IllegalStateException("nested packages are units of their own");
      }
    }
    return found;
  }

  private static void mentions(
      @Nullable String within, List<Syntax.InterfaceItem> items, List<Mention> into) {
    for (Syntax.InterfaceItem item : items) {
      if (item instanceof Syntax.UseDecl use) {
        into.add(new Mention(within, use.attributes(), use.path(), use.names(), false));
      }
    }
  }

  private static void mentions(Syntax.WorldDecl world, List<Mention> into) {
    List<Syntax.ExternDecl> imports = new ArrayList<>();
    List<Syntax.ExternDecl> exports = new ArrayList<>();
    for (Syntax.WorldItemDecl item : world.items()) {
      switch (item) {
        case Syntax.UseDecl use ->
            into.add(new Mention(null, use.attributes(), use.path(), use.names(), false));
        case Syntax.IncludeDecl include ->
            into.add(
                new Mention(
                    world.name().text(), include.attributes(), include.path(), List.of(), true));
        case Syntax.ExternDecl extern -> (extern.export() ? exports : imports).add(extern);
        case Syntax.TypeDecl _ -> {}
      }
    }
    imports.addAll(exports);
    for (Syntax.ExternDecl extern : imports) {
      switch (extern.body()) {
        case Syntax.InlineInterface inline -> mentions(null, inline.items(), into);
        case Syntax.ExternPath path ->
            into.add(new Mention(null, extern.attributes(), path.path(), List.of(), false));
        case Syntax.ExternFunction _ -> {}
      }
    }
  }

  private void collectForeignItem(SourceFile file, Mention mention) {
    Syntax.PackageRef packageRef = mention.path().packageRef();
    if (packageRef == null) {
      return;
    }
    PackageName packageName = packageRef.packageName();
    SequencedMap<String, Item> items = foreign.get(packageName);
    if (items == null) {
      items = new LinkedHashMap<>();
      foreign.put(packageName, items);
      foreignPackages.add(
          new ForeignPackage(packageName, new Place.InText(file, packageRef.span())));
    }
    String name = mention.path().name().text();
    Stability stability = Docs.stability(mention.attributes(), file, new Diagnostics());
    Item known = items.get(name);
    if (known == null) {
      List<ForeignDraft> list = mention.isWorld() ? foreignWorlds : foreignInterfaces;
      items.put(name, new Item(mention.isWorld(), list.size()));
      list.add(
          new ForeignDraft(
              packageName, name, new Place.InText(file, mention.path().name().span()), stability));
      if (!mention.isWorld()) {
        interfaceScopes.add(new HashMap<>());
      }
    } else {
      List<ForeignDraft> list = known.isWorld() ? foreignWorlds : foreignInterfaces;
      list.get(known.index()).uses.add(stability);
    }
  }

  /** Gives ids to interfaces and worlds in dependency order, and fills the scopes of files. */
  private void defineItems(
      List<List<Mention>> mentions, List<Syntax.TopItem> ordered, List<Integer> unitOf) {
    SequencedMap<String, Syntax.TopItem> items = new LinkedHashMap<>();
    Map<String, Integer> unitOfItem = new HashMap<>();
    SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
    for (int i = 0; i < units.size(); i++) {
      for (Syntax.TopItem item : units.get(i).items()) {
        Syntax.Id name = itemName(item);
        if (name == null) {
          continue;
        }
        Syntax.TopItem previous = items.putIfAbsent(name.text(), item);
        if (previous == null) {
          unitOfItem.put(name.text(), i);
          needs.put(name.text(), new ArrayList<>());
        } else {
          Syntax.Id previousName = itemName(previous);
          duplicate(
              i,
              name,
              unitOfItem.getOrDefault(name.text(), 0),
              previousName == null ? name : previousName);
        }
      }
    }
    List<Map<String, @Nullable String>> localNames = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      localNames.add(localNames(i));
    }
    for (int i = 0; i < units.size(); i++) {
      for (Mention mention : mentions.get(i)) {
        String within = mention.within();
        if (within == null || mention.path().packageRef() != null) {
          continue;
        }
        String target = target(localNames.get(i), mention);
        List<String> edges = needs.get(within);
        // What is of the wrong kind is not used.
        if (target != null
            && edges != null
            && items.get(target) instanceof Syntax.WorldDecl == mention.isWorld()) {
          edges.add(target);
        }
      }
    }
    DependencyOrder order = DependencyOrder.of(needs);
    for (List<String> cycle : order.cycles()) {
      CycleReport.report(
          diagnostics,
          "interfaces or worlds",
          cycle,
          (from, to) -> edge(mentions, localNames, from, to));
    }
    for (String name : order.all()) {
      Syntax.TopItem item = items.get(name);
      if (item == null) {
        continue;
      }
      if (item instanceof Syntax.WorldDecl) {
        packageItems.put(name, new Item(true, foreignWorlds.size() + worlds.size()));
        worlds.add(null);
      } else {
        packageItems.put(name, new Item(false, allocateInterface().index()));
      }
      ordered.add(item);
      unitOf.add(unitOfItem.getOrDefault(name, 0));
    }
    for (int i = 0; i < units.size(); i++) {
      fileItems.add(fileScope(i));
    }
  }

  private static @Nullable String target(
      Map<String, @Nullable String> localNames, Mention mention) {
    String used = mention.path().name().text();
    return localNames.containsKey(used) ? localNames.get(used) : used;
  }

  private @Nullable Place edge(
      List<List<Mention>> mentions,
      List<Map<String, @Nullable String>> localNames,
      String from,
      String to) {
    for (int i = 0; i < units.size(); i++) {
      for (Mention mention : mentions.get(i)) {
        if (from.equals(mention.within())
            && mention.path().packageRef() == null
            && to.equals(target(localNames.get(i), mention))) {
          return place(i, mention.path().span());
        }
      }
    }
    return null;
  }

  private static Syntax.@Nullable Id itemName(Syntax.TopItem item) {
    return switch (item) {
      case Syntax.InterfaceDecl decl -> decl.name();
      case Syntax.WorldDecl decl -> decl.name();
      case Syntax.TopUse _, Syntax.NestedPackage _ -> null;
    };
  }

  /**
   * The names that a unit defines, each with the name in the package that it stands for; null for
   * something foreign.
   */
  private Map<String, @Nullable String> localNames(int unit) {
    Map<String, @Nullable String> names = new HashMap<>();
    Map<String, Syntax.Id> seen = new HashMap<>();
    Set<String> used = new HashSet<>();
    for (Syntax.TopItem item : units.get(unit).items()) {
      Syntax.Id name = item instanceof Syntax.TopUse use ? use.localName() : itemName(item);
      if (name == null) {
        continue;
      }
      Syntax.Id previous = seen.putIfAbsent(name.text(), name);
      if (previous != null) {
        // Two definitions are reported for the package as a whole.
        if (item instanceof Syntax.TopUse || used.contains(name.text())) {
          duplicate(unit, name, unit, previous);
        }
        continue;
      }
      if (item instanceof Syntax.TopUse) {
        used.add(name.text());
      }
      boolean isForeign = item instanceof Syntax.TopUse use && use.path().packageRef() != null;
      String target = item instanceof Syntax.TopUse use ? use.path().name().text() : name.text();
      names.put(name.text(), isForeign ? null : target);
    }
    return names;
  }

  private Map<String, Item> fileScope(int unit) {
    Map<String, Item> scope = new HashMap<>();
    for (Syntax.TopItem item : units.get(unit).items()) {
      Syntax.Id name = item instanceof Syntax.TopUse use ? use.localName() : itemName(item);
      if (name == null) {
        continue;
      }
      Item found;
      if (item instanceof Syntax.TopUse use) {
        Syntax.PackageRef packageRef = use.path().packageRef();
        Syntax.Id target = use.path().name();
        if (packageRef != null) {
          found = foreignItem(packageRef, target);
        } else {
          found = packageItems.get(target.text());
          if (found == null) {
            notFound(unit, target);
          }
        }
      } else {
        found = packageItems.get(name.text());
      }
      if (found != null) {
        scope.putIfAbsent(name.text(), found);
      }
    }
    return scope;
  }

  private @Nullable Item foreignItem(Syntax.PackageRef packageRef, Syntax.Id name) {
    SequencedMap<String, Item> items = foreign.get(packageRef.packageName());
    return items == null ? null : items.get(name.text());
  }

  private void collectForeignTypes(int unit, Mention mention) {
    if (mention.names().isEmpty()) {
      return;
    }
    Item item = find(unit, mention.path(), false);
    if (item == null || item.isWorld() || item.index() >= foreignInterfaces.size()) {
      return;
    }
    Stability stability =
        Docs.stability(mention.attributes(), units.get(unit).file(), new Diagnostics());
    Map<String, ScopeBuilder.Entry> scope = interfaceScopes.get(item.index());
    for (Syntax.UseName name : mention.names()) {
      String text = name.name().text();
      if (!scope.containsKey(text)) {
        Place place = place(unit, name.name().span());
        scope.put(text, new ScopeBuilder.Entry.OfType(new TypeId(foreignTypes.size()), place));
        foreignTypes.add(new ForeignType(new InterfaceId(item.index()), text, stability, place));
      }
    }
  }

  /** What a path stands for in a unit; reports it if asked to and there is nothing. */
  @Nullable Item find(int unit, Syntax.UsePath path, boolean report) {
    Syntax.PackageRef packageRef = path.packageRef();
    if (packageRef != null) {
      return foreignItem(packageRef, path.name());
    }
    String name = path.name().text();
    Item found = fileItems.get(unit).get(name);
    if (found == null) {
      found = packageItems.get(name);
    }
    if (found == null && report) {
      notFound(unit, path.name());
    }
    return found;
  }

  private void notFound(int unit, Syntax.Id name) {
    if (unread.mayDefine(name.text()) || diagnostics.isFull()) {
      return;
    }
    String advice =
        adviseLocalName(unit, name.text())
            .or(() -> Suggestions.hint(name.text(), packageItems.keySet()))
            .orElse(null);
    diagnostics.error(
        new WitProblem.NotFound("interface or world", name.text(), null, advice),
        place(unit, name.span()));
  }

  /** Whether a name may be defined where the text has an error. */
  boolean mayBeUnread(Syntax.Id name) {
    return unread.mayDefine(name.text());
  }

  /** A name that `use` gives something in another file. */
  private Optional<String> adviseLocalName(int unit, String name) {
    for (int i = 0; i < units.size(); i++) {
      for (Syntax.TopItem item : units.get(i).items()) {
        if (i != unit && item instanceof Syntax.TopUse use && use.localName().text().equals(name)) {
          return Optional.of(
              "the `use` in `" + file(i).name() + "` gives this name in that file only");
        }
      }
    }
    return Optional.empty();
  }

  /** A hint for a name that is no type where it stands, if an interface of the package has one. */
  Optional<String> adviseUse(String type) {
    if (interfacesByType == null) {
      interfacesByType = interfacesByType();
    }
    return Optional.ofNullable(interfacesByType.get(type))
        .map(name -> "`" + name + "` has one: `use " + name + ".{" + type + "};`");
  }

  private Map<String, String> interfacesByType() {
    Map<String, String> interfacesByType = new HashMap<>();
    for (Unit unit : units) {
      for (Syntax.TopItem item : unit.items()) {
        if (item instanceof Syntax.InterfaceDecl decl) {
          for (Syntax.InterfaceItem each : decl.items()) {
            if (each instanceof Syntax.TypeDecl type) {
              interfacesByType.putIfAbsent(type.name().text(), decl.name().text());
            }
          }
        }
      }
    }
    return interfacesByType;
  }

  private void duplicate(int unit, Syntax.Id name, int previousUnit, Syntax.Id previous) {
    diagnostics.error(
        new WitProblem.Duplicate("name", name.text()),
        place(unit, name.span()),
        new Diagnostic.Note(place(previousUnit, previous.span()), "the first one"));
  }

  Place place(int unit, Span span) {
    return new Place.InText(units.get(unit).file(), span);
  }

  SourceFile file(int unit) {
    return units.get(unit).file();
  }

  InterfaceId allocateInterface() {
    interfaces.add(null);
    interfaceScopes.add(new HashMap<>());
    return new InterfaceId(foreignInterfaces.size() + interfaces.size() - 1);
  }

  void define(InterfaceId id, DraftInterface draft, Map<String, ScopeBuilder.Entry> scope) {
    interfaces.set(id.index() - foreignInterfaces.size(), draft);
    interfaceScopes.set(id.index(), scope);
  }

  void define(WorldId id, DraftWorld draft) {
    worlds.set(id.index() - foreignWorlds.size(), draft);
  }

  /** Whether all names in an interface are known; not so while it is part of a cycle. */
  boolean isDefined(InterfaceId id) {
    int index = id.index() - foreignInterfaces.size();
    return index < 0 || interfaces.get(index) != null;
  }

  Map<String, ScopeBuilder.Entry> scopeOf(InterfaceId id) {
    return interfaceScopes.get(id.index());
  }

  TypeId define(TypeDef type) {
    types.add(type);
    return new TypeId(foreignTypes.size() + types.size() - 1);
  }

  /** The one type without a name that is made up like this. */
  TypeId anonymous(TypeKind kind, Stability stability, Place place) {
    TypeId known = anonymousTypes.get(kind);
    if (known == null) {
      known = define(TypeDef.anonymous(kind, stability, place));
      anonymousTypes.put(kind, known);
    }
    return known;
  }

  /** Null for a type of another package. */
  @Nullable TypeDef type(TypeId id) {
    return id.index() < foreignTypes.size() ? null : types.get(id.index() - foreignTypes.size());
  }

  void requireResource(TypeId id, Syntax.Id name, Place place) {
    requiredResources.add(new RequiredResource(id, name.text(), place));
  }
}

package dev.wasmc.wit.doc;

import dev.wasmc.wit.Function;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.Members;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.WitPackage;
import dev.wasmc.wit.World;
import dev.wasmc.wit.WorldId;
import dev.wasmc.wit.WorldItem;
import dev.wasmc.wit.WorldKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the pages, one kind a method. */
final class Pages {
  private static final int PAGE = 1;
  private static final int ITEM = 2;
  private static final Members NOTHING =
      new Members(List.of(), List.of(), new LinkedHashMap<>(), List.of());

  private final Site site;
  private final Resolve resolve;
  private final BackLinks backLinks;

  Pages(Site site) {
    this.site = site;
    this.resolve = site.resolve();
    this.backLinks = new BackLinks(site);
  }

  /** All packages with what is in them. */
  Page index() {
    String main = resolve.get(site.main()).name().toString();
    Page page = new Page(site, Site.INDEX, main, null);
    Html out = page.body();
    out.element("h1", "Packages").line();
    for (PackageId id : site.packages()) {
      WitPackage each = resolve.get(id);
      out.open("section", "class", "package").line().open("h2");
      page.link(Optional.of(site.target(id)), each.name().toString());
      out.close("h2").line();
      String summary = Declarations.summary(each.docs());
      if (!summary.isEmpty()) {
        out.element("p", summary).line();
      }
      rows(page, each, ITEM + 1);
      out.close("section").line();
    }
    return page;
  }

  Page of(PackageId id) {
    WitPackage shown = resolve.get(id);
    String name = shown.name().toString();
    Page page = new Page(site, site.target(id).page(), name, id);
    page.found(new Entry(Entry.Kind.PACKAGE, name, "", Declarations.summary(shown.docs())));
    Html out = page.heading(Entry.Kind.PACKAGE, name).line();
    new Declarations(site, backLinks, page, new Names(site, page, id, NOTHING))
        .docs(shown.docs(), PAGE, Set.of());
    rows(page, shown, ITEM);
    packages(page, "Needs", backLinks.needs(id));
    packages(page, "Needed by", backLinks.needing(id));
    out.line();
    return page;
  }

  private void packages(Page page, String heading, Collection<PackageId> packages) {
    if (packages.isEmpty()) {
      return;
    }
    Html out = page.body();
    out.element("h2", heading).line().open("ul", "class", "rows").line();
    for (PackageId id : packages) {
      WitPackage each = resolve.get(id);
      out.open("li").open("code");
      page.link(Optional.of(site.target(id)), each.name().toString());
      out.close("code").element("span", Declarations.summary(each.docs())).close("li").line();
    }
    out.close("ul").line();
  }

  /**
   * @param level of the headings
   */
  private void rows(Page page, WitPackage shown, int level) {
    String tag = "h" + level;
    Html out = page.body();
    if (!shown.worlds().isEmpty()) {
      out.element(tag, "Worlds").line().open("ul", "class", "rows").line();
      shown
          .worlds()
          .forEach((name, id) -> {
            World world = resolve.get(id);
            row(page, site.target(id), name, world.docs(), world.stability());
          });
      out.close("ul").line();
    }
    if (!shown.interfaces().isEmpty()) {
      out.element(tag, "Interfaces").line().open("ul", "class", "rows").line();
      shown
          .interfaces()
          .forEach((name, id) -> {
            Interface each = resolve.get(id);
            row(page, site.target(id), name, each.docs(), each.stability());
          });
      out.close("ul").line();
    }
  }

  private void row(
      Page page, Optional<Target> target, String name, @Nullable String docs, Stability stability) {
    Html out = page.body();
    out.open("li").open("code");
    page.link(target, name);
    out.close("code").open("span").text(Declarations.summary(docs));
    Declarations.warnings(out, stability);
    out.close("span").close("li").line();
  }

  Page of(InterfaceId id) {
    Interface shown = resolve.get(id);
    String title = site.title(id);
    Page page = new Page(site, site.target(id).orElseThrow().page(), title, shown.packageId());
    page.found(new Entry(Entry.Kind.INTERFACE, title, "", Declarations.summary(shown.docs())));
    Site.Inline inline = site.inlines().get(id);
    Html out = page.heading(Entry.Kind.INTERFACE, inline == null ? title : inline.name());
    Members members = Members.of(resolve, id);
    Names names = new Names(site, page, shown.packageId(), members);
    members
        .functions()
        .forEach(function -> names.add(function.name(), site.functionAnchor(function)));
    Declarations declarations = new Declarations(site, backLinks, page, names);
    Declarations.badges(out, shown.stability(), null);
    out.line();
    if (inline != null) {
      out.open("p").text("Written in the world ");
      page.link(site.target(inline.world()), site.title(inline.world()));
      out.text(", which " + inline.direction() + "s it.").close("p").line();
    }
    declarations.docs(shown.docs(), PAGE, Set.of());
    declarations.uses(members.uses(), shown.packageId());
    declarations.types(members);
    declarations.functions(members.functions());
    usedBy(page, id);
    return page;
  }

  private void usedBy(Page page, InterfaceId id) {
    PackageId from = resolve.get(id).packageId();
    Html out = page.body();
    Set<InterfaceId> users = backLinks.users(id);
    Set<WorldId> importers = backLinks.importers(id);
    Set<WorldId> exporters = backLinks.exporters(id);
    if (users.isEmpty() && importers.isEmpty() && exporters.isEmpty()) {
      return;
    }
    out.element("h2", "Used by").line().open("dl", "class", "users").line();
    users(
        page,
        "Interfaces that use its types",
        users,
        user -> page.link(site.target(user), site.shortTitle(user, from)));
    Consumer<WorldId> world = user -> page.link(site.target(user), site.shortTitle(user, from));
    users(page, "Worlds that import it", importers, world);
    users(page, "Worlds that export it", exporters, world);
    out.close("dl").line();
  }

  private static <U> void users(Page page, String term, Set<U> users, Consumer<U> link) {
    if (users.isEmpty()) {
      return;
    }
    Html out = page.body();
    out.element("dt", term).open("dd");
    users.stream()
        .limit(BackLinks.MAX_SHOWN)
        .forEach(user -> {
          out.open("code");
          link.accept(user);
          out.close("code").text(" ");
        });
    out.text(BackLinks.more(users.size())).close("dd").line();
  }

  Page of(WorldId id) {
    World shown = resolve.get(id);
    String title = site.title(id);
    Page page = new Page(site, site.target(id).orElseThrow().page(), title, shown.packageId());
    page.found(new Entry(Entry.Kind.WORLD, title, "", Declarations.summary(shown.docs())));
    Html out = page.heading(Entry.Kind.WORLD, title);
    Members members = Members.of(resolve, id);
    Names names = new Names(site, page, shown.packageId(), members);
    for (Entry.Kind direction : List.of(Entry.Kind.EXPORT, Entry.Kind.IMPORT)) {
      items(shown, direction)
          .forEach((key, item) -> {
            if (key instanceof WorldKey.Named(var name) && !(item instanceof WorldItem.TypeItem)) {
              names.add(name, Site.itemAnchor(direction.label(), name));
            }
          });
    }
    Declarations declarations = new Declarations(site, backLinks, page, names);
    Declarations.badges(out, shown.stability(), null);
    out.line();
    declarations.docs(shown.docs(), PAGE, Set.of());
    declarations.uses(members.uses(), shown.packageId());
    declarations.types(members);
    items(page, shown, Entry.Kind.IMPORT, "Imports", declarations);
    items(page, shown, Entry.Kind.EXPORT, "Exports", declarations);
    return page;
  }

  private static SequencedMap<WorldKey, WorldItem> items(World world, Entry.Kind direction) {
    return direction == Entry.Kind.IMPORT ? world.imports() : world.exports();
  }

  private void items(
      Page page, World world, Entry.Kind direction, String heading, Declarations declarations) {
    List<WorldKey> interfaces = new ArrayList<>();
    List<Function> functions = new ArrayList<>();
    items(world, direction)
        .forEach((key, item) -> {
          switch (item) {
            case WorldItem.InterfaceItem _ -> interfaces.add(key);
            case WorldItem.FunctionItem(var function) when function.kind().owner().isEmpty() ->
                functions.add(function);
            case WorldItem.FunctionItem _, WorldItem.TypeItem _ -> {}
          }
        });
    if (interfaces.isEmpty() && functions.isEmpty()) {
      return;
    }
    Html out = page.body();
    out.element("h2", heading).line();
    if (!interfaces.isEmpty()) {
      out.open("ul", "class", "rows").line();
      for (WorldKey key : interfaces) {
        if (items(world, direction).get(key) instanceof WorldItem.InterfaceItem item) {
          item(page, world, direction, key, item, declarations);
        }
      }
      out.close("ul").line();
    }
    functions.forEach(function -> declarations.worldFunction(function, direction));
  }

  private void item(
      Page page,
      World world,
      Entry.Kind direction,
      WorldKey key,
      WorldItem.InterfaceItem item,
      Declarations declarations) {
    Html out = page.body();
    String name = resolve.name(key);
    String anchor = Site.itemAnchor(direction.label(), name);
    Interface target = resolve.get(item.id());
    boolean hasDocs = item.docs() != null && !item.docs().isBlank();
    String summary = Declarations.summary(hasDocs ? item.docs() : target.docs());
    page.listed(new Entry(direction, name, anchor, summary));
    out.open("li", "id", anchor).open("code");
    if (key instanceof WorldKey.Named) {
      out.text(name + ": ");
    }
    page.link(
        site.target(item.id()),
        target.name() == null ? "interface" : site.shortTitle(item.id(), world.packageId()));
    out.close("code").open("div");
    if (hasDocs) {
      declarations.docs(item.docs(), ITEM, Set.of());
    } else {
      out.text(summary);
    }
    Declarations.badges(out, item.stability(), item.externalId());
    out.close("div").close("li").line();
  }
}

package dev.wasmc.wit.doc;

import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.WitPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page: what stands on it, and the frame that all of them share. */
final class Page {
  /** More interfaces and worlds of a package, or more packages, are not listed beside a page. */
  private static final int MAX_SIBLINGS = 100;

  /** Nothing is loaded but what lies beside the page, whatever a comment may hold. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action"
          + " 'none'";

  private final Site site;
  private final String path;
  private final String title;
  private final @Nullable PackageId packageId;
  private final Html body = new Html();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> searched = new ArrayList<>();

  /**
   * @param title what the page is about
   * @param packageId the package that it is part of; null for the first page
   */
  Page(Site site, String path, String title, @Nullable PackageId packageId) {
    this.site = site;
    this.path = path;
    this.title = title;
    this.packageId = packageId;
  }

  String path() {
    return path;
  }

  String title() {
    return title;
  }

  /** Where the content goes. */
  Html body() {
    return body;
  }

  /** Has something found by the search, and listed beside the content. */
  void found(Entry entry) {
    entries.add(entry);
    searched.add(entry);
  }

  /** Has something listed beside the content that is found elsewhere. */
  void listed(Entry entry) {
    entries.add(entry);
  }

  /** What the search finds here. */
  List<Entry> searched() {
    return searched;
  }

  String href(Target target) {
    return target.from(path);
  }

  /** A link, or the text alone where there is no page to lead to. */
  void link(Optional<Target> target, String text) {
    if (target.isPresent()) {
      body.element("a", text, "href", href(target.get()));
    } else {
      body.text(text);
    }
  }

  /**
   * The heading of the page.
   *
   * @param kind the word in front of the name
   */
  Html heading(Entry.Kind kind, String name) {
    return body.open("h1")
        .element("span", kind.label(), "class", "kind")
        .text(" ")
        .element("span", name, "class", "name")
        .close("h1");
  }

  /** The whole file. */
  String html() {
    String root = Target.root(path);
    Html page = new Html();
    page.trusted("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    page.open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.element("title", title).line();
    page.empty("link", "rel", "stylesheet", "href", root + WitDoc.STYLE).line();
    page.element("script", "", "src", root + WitDoc.SCRIPT, "data-root", root).line();
    page.close("head").line().open("body").line();
    page.element("a", "Skip to the content", "class", "skip", "href", "#content").line();
    header(page, root);
    page.open("div", "class", "columns").line();
    page.open("main", "id", "content").line().add(body).close("main").line();
    contents(page);
    page.close("div").line().close("body").line().close("html").line();
    return page.toString();
  }

  private void header(Html page, String root) {
    page.open("header").line().open("nav", "class", "crumbs", "aria-label", "Where this is");
    page.element("a", "Packages", "href", root + Site.INDEX);
    if (packageId != null) {
      Target target = site.target(packageId);
      page.text(" › ");
      page.element("a", packageOf().name().toString(), "href", href(target));
    }
    page.close("nav").line();
    page.element("a", "Contents", "class", "to-contents", "href", "#contents").line();
    page.open("div", "class", "tools", "id", "tools", "hidden", "");
    page.open("div", "class", "search", "role", "search");
    page.empty(
        "input",
        "type",
        "search",
        "id",
        "search",
        "placeholder",
        "Search  /",
        "aria-label",
        "Search",
        "role",
        "combobox",
        "aria-expanded",
        "false",
        "aria-controls",
        "matches",
        "aria-autocomplete",
        "list",
        "autocomplete",
        "off",
        "spellcheck",
        "false");
    page.open("div", "id", "results", "hidden", "");
    page.element("div", "", "id", "matches", "role", "listbox", "aria-label", "Found");
    page.element("p", "", "id", "note", "class", "where").close("div");
    page.element("div", "", "id", "found", "class", "unseen", "role", "status");
    page.close("div").open("select", "id", "theme", "aria-label", "Colours");
    page.element("option", "As the system", "value", "");
    page.element("option", "Light", "value", "light");
    page.element("option", "Dark", "value", "dark");
    page.close("select").close("div").line().close("header").line();
  }

  private WitPackage packageOf() {
    return site.resolve().get(packageId == null ? site.main() : packageId);
  }

  /** What is on the page and around it. */
  private void contents(Html page) {
    page.open("nav", "class", "contents", "id", "contents", "aria-label", "Contents").line();
    String group = "";
    for (Entry entry : entries) {
      String next = group(entry.kind());
      if (next.isEmpty()) {
        continue;
      }
      if (!next.equals(group)) {
        page.trusted(group.isEmpty() ? "" : "</ul>\n");
        page.element("h2", next).line().open("ul").line();
        group = next;
      }
      entry(page, entry);
    }
    page.trusted(group.isEmpty() ? "" : "</ul>\n");
    if (packageId == null) {
      packages(page);
    } else {
      siblings(page);
    }
    page.close("nav").line();
  }

  private void entry(Html page, Entry entry) {
    int dot = entry.name().lastIndexOf('.');
    boolean isInner =
        switch (entry.kind()) {
          case CONSTRUCTOR, METHOD, STATIC -> dot > 0;
          default -> false;
        };
    page.open("li", "class", isInner ? "inner" : "outer");
    page.element(
        "a",
        isInner ? entry.name().substring(dot + 1) : entry.name(),
        "href",
        href(new Target(path, entry.anchor())));
    page.close("li").line();
  }

  private static String group(Entry.Kind kind) {
    return switch (kind) {
      case RECORD, VARIANT, ENUM, FLAGS, RESOURCE, ALIAS, CONSTRUCTOR, METHOD, STATIC -> "Types";
      case FUNCTION -> "Functions";
      case IMPORT -> "Imports";
      case EXPORT -> "Exports";
      case PACKAGE, WORLD, INTERFACE, FIELD, CASE, FLAG -> "";
    };
  }

  private void packages(Html page) {
    if (site.packages().size() > MAX_SIBLINGS) {
      return;
    }
    page.element("h2", "Packages").line().open("ul").line();
    for (PackageId id : site.packages()) {
      sibling(page, site.resolve().get(id).name().toString(), Optional.of(site.target(id)));
    }
    page.close("ul").line();
  }

  private void siblings(Html page) {
    WitPackage around = packageOf();
    if (around.interfaces().size() + around.worlds().size() > MAX_SIBLINGS) {
      return;
    }
    if (!around.worlds().isEmpty()) {
      page.element("h2", "Worlds of the package").line().open("ul").line();
      around.worlds().forEach((name, id) -> sibling(page, name, site.target(id)));
      page.close("ul").line();
    }
    if (!around.interfaces().isEmpty()) {
      page.element("h2", "Interfaces of the package").line().open("ul").line();
      around.interfaces().forEach((name, id) -> sibling(page, name, site.target(id)));
      page.close("ul").line();
    }
  }

  private void sibling(Html page, String name, Optional<Target> target) {
    target.ifPresent(found -> {
      page.open("li");
      if (found.page().equals(path)) {
        page.element("a", name, "href", href(found), "aria-current", "page");
      } else {
        page.element("a", name, "href", href(found));
      }
      page.close("li").line();
    });
  }
}

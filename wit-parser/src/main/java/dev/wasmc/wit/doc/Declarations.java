package dev.wasmc.wit.doc;

import dev.wasmc.semver.Version;
import dev.wasmc.wit.Function;
import dev.wasmc.wit.FunctionKind;
import dev.wasmc.wit.Interface;
import dev.wasmc.wit.Keywords;
import dev.wasmc.wit.Members;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.PackageName;
import dev.wasmc.wit.Resolve;
import dev.wasmc.wit.Stability;
import dev.wasmc.wit.Type;
import dev.wasmc.wit.TypeDef;
import dev.wasmc.wit.TypeId;
import dev.wasmc.wit.TypeKind;
import dev.wasmc.wit.TypeWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes types and functions on one page, each with its anchor. */
final class Declarations {
  /** Types that one signature or definition is shown with; what is beyond it is left out. */
  static final int MAX_TYPES = 1000;

  /** Characters that a signature may have in one line. */
  private static final int WIDTH = 76;

  private static final int ITEM = 3;
  private static final int METHOD = 4;

  private final Site site;
  private final Resolve resolve;
  private final BackLinks backLinks;
  private final Page page;
  private final Html out;
  private final Names names;

  Declarations(Site site, BackLinks backLinks, Page page, Names names) {
    this.site = site;
    this.resolve = site.resolve();
    this.backLinks = backLinks;
    this.page = page;
    this.out = page.body();
    this.names = names;
  }

  /** What is brought in by {@code use}. */
  void uses(List<Members.Use> uses, PackageId from) {
    if (uses.isEmpty()) {
      return;
    }
    out.element("h2", "Uses").line().open("pre", "class", "uses").open("code");
    for (Members.Use use : uses) {
      out.element("span", "use", "class", "word").text(" ");
      Interface target = resolve.get(use.from());
      PackageName owner = resolve.get(target.packageId()).name();
      String name = String.valueOf(target.name());
      page.link(
          site.target(use.from()),
          target.packageId().equals(from) ? Keywords.escape(name) : owner.writtenMember(name));
      out.text(".{");
      String separator = "";
      for (Members.UsedType used : use.types()) {
        out.text(separator);
        page.link(site.target(used.target()), Keywords.escape(used.original()));
        if (!used.original().equals(used.name())) {
          out.text(" ").element("span", "as", "class", "word");
          out.text(" " + Keywords.escape(used.name()));
        }
        separator = ", ";
      }
      out.text("};");
      badges(out, use.stability(), use.externalId());
      out.line();
    }
    out.close("code").close("pre").line();
  }

  void types(Members members) {
    if (members.types().isEmpty()) {
      return;
    }
    out.element("h2", "Types").line();
    members.types().forEach(id -> type(id, members.methods(id)));
  }

  private void type(TypeId id, List<Function> functions) {
    TypeDef def = resolve.get(id);
    String name = String.valueOf(def.name());
    String anchor = Site.typeAnchor(def);
    Entry.Kind kind = Entry.Kind.of(def.kind());
    page.found(new Entry(kind, name, anchor, summary(def.docs())));
    out.open("section", "class", "item", "id", anchor).line();
    out.open("div", "class", "bar")
        .open("h3")
        .open("code")
        .element("span", kind.label(), "class", "word")
        .text(" ");
    self(anchor, Keywords.escape(name), def.stability());
    if (kind == Entry.Kind.ALIAS) {
      out.text(" = ");
      new TypeWriter(resolve, new Code(), MAX_TYPES).definition(def.kind());
    }
    out.close("code").close("h3");
    badges(out, def.stability(), def.externalId());
    out.close("div").line();
    docs(def.docs(), ITEM, Set.of(name));
    body(def);
    for (Function function : functions) {
      function(function, site.functionAnchor(function), METHOD, functionKind(function));
    }
    usedBy(backLinks.users(id));
    out.close("section").line();
  }

  private void body(TypeDef def) {
    switch (def.kind()) {
      case TypeKind.RecordKind(var fields) ->
          members(
              fields.stream()
                  .map(field ->
                      new Member(Entry.Kind.FIELD, field.name(), field.type(), field.docs()))
                  .toList(),
              def);
      case TypeKind.VariantKind(var cases) ->
          members(
              cases.stream()
                  .map(each -> new Member(Entry.Kind.CASE, each.name(), each.type(), each.docs()))
                  .toList(),
              def);
      case TypeKind.EnumKind(var cases) -> labels(Entry.Kind.CASE, cases, def);
      case TypeKind.FlagsKind(var flags) -> labels(Entry.Kind.FLAG, flags, def);
      default -> {}
    }
  }

  private record Member(Entry.Kind kind, String name, @Nullable Type type, @Nullable String docs) {}

  private void labels(Entry.Kind kind, List<TypeKind.Label> labels, TypeDef def) {
    members(
        labels.stream().map(label -> new Member(kind, label.name(), null, label.docs())).toList(),
        def);
  }

  private void members(List<Member> members, TypeDef def) {
    if (members.isEmpty()) {
      return;
    }
    out.open("ul", "class", "members").line();
    for (Member member : members) {
      String anchor = Site.memberAnchor(def, member.name);
      page.found(
          new Entry(member.kind, def.name() + "." + member.name, anchor, summary(member.docs)));
      out.open("li", "id", anchor).open("code");
      self(anchor, Keywords.escape(member.name), Stability.UNGATED);
      if (member.type != null) {
        out.text(member.kind == Entry.Kind.FIELD ? ": " : "(");
        new TypeWriter(resolve, new Code(), MAX_TYPES).type(member.type);
        out.text(member.kind == Entry.Kind.FIELD ? "" : ")");
      }
      out.close("code");
      docs(member.docs, METHOD, Set.of(member.name));
      out.close("li").line();
    }
    out.close("ul").line();
  }

  private static Entry.Kind functionKind(Function function) {
    return switch (function.kind()) {
      case FunctionKind.Freestanding _ -> Entry.Kind.FUNCTION;
      case FunctionKind.Constructor _ -> Entry.Kind.CONSTRUCTOR;
      case FunctionKind.Method _ -> Entry.Kind.METHOD;
      case FunctionKind.Static _ -> Entry.Kind.STATIC;
    };
  }

  void functions(List<Function> functions) {
    if (functions.isEmpty()) {
      return;
    }
    out.element("h2", "Functions").line();
    for (Function function : functions) {
      function(function, site.functionAnchor(function), ITEM, Entry.Kind.FUNCTION);
    }
  }

  /** A function that a world imports or exports. */
  void worldFunction(Function function, Entry.Kind direction) {
    function(function, Site.itemAnchor(direction.label(), function.name()), ITEM, direction);
  }

  private void function(Function function, String anchor, int level, Entry.Kind kind) {
    page.found(new Entry(kind, site.name(function), anchor, summary(function.docs())));
    String tag = "h" + level;
    out.open("section", "class", level == ITEM ? "item" : "method", "id", anchor).line();
    out.open("div", "class", "bar").open(tag).open("code");
    StringBuilder oneLine = new StringBuilder();
    new TypeWriter(resolve, oneLine::append, MAX_TYPES).signature(function);
    String name = function.itemName();
    if (!(function.kind() instanceof FunctionKind.Constructor)) {
      self(anchor, Keywords.escape(name), function.stability());
      out.text(": ");
    }
    boolean isLong = name.length() + oneLine.length() > WIDTH && !function.params().isEmpty();
    new TypeWriter(resolve, new Signature(function, anchor, isLong), MAX_TYPES).signature(function);
    out.close("code").close(tag);
    badges(out, function.stability(), function.externalId());
    out.close("div").line();
    Set<String> hidden = new HashSet<>(Set.of(name));
    function.params().forEach(param -> hidden.add(param.name()));
    docs(function.docs(), level, hidden);
    out.close("section").line();
  }

  /** The name of something as a link to itself. */
  private void self(String anchor, String name, Stability stability) {
    out.element(
        "a",
        name,
        "class",
        deprecated(stability) == null ? "self" : "self deprecated",
        "href",
        page.href(new Target(page.path(), anchor)));
  }

  /**
   * @param level of the heading above
   * @param hidden names that mean something else there
   */
  void docs(@Nullable String docs, int level, Set<String> hidden) {
    if (docs != null && !docs.isBlank()) {
      out.open("div", "class", "docs", "dir", "auto");
      out.trusted(Markdown.html(docs, level, names.without(hidden))).close("div").line();
    }
  }

  static String summary(@Nullable String docs) {
    return docs == null ? "" : Markdown.summary(docs);
  }

  private void usedBy(Set<BackLinks.User> users) {
    if (users.isEmpty()) {
      return;
    }
    out.open("details", "class", "users");
    out.element("summary", "Used " + times(users.size())).open("ul");
    SequencedMap<String, List<BackLinks.User>> byPage = new LinkedHashMap<>();
    users.stream()
        .limit(BackLinks.MAX_SHOWN)
        .forEach(user -> byPage.computeIfAbsent(user.page(), _ -> new ArrayList<>()).add(user));
    byPage.forEach((title, each) -> {
      out.open("li");
      if (!each.getFirst().target().page().equals(page.path())) {
        out.element("span", title, "class", "owner").text(": ");
      }
      String separator = "";
      for (BackLinks.User user : each) {
        out.text(separator).element("a", user.name(), "href", page.href(user.target()));
        separator = ", ";
      }
      out.close("li").line();
    });
    String more = BackLinks.more(users.size());
    if (!more.isEmpty()) {
      out.element("li", more).line();
    }
    out.close("ul").close("details").line();
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  /** The gates that matter to who chooses: not since when it is there. */
  static void warnings(Html out, Stability stability) {
    badges(
        out,
        switch (stability) {
          case Stability.Since(_, var deprecated) when deprecated == null -> Stability.UNGATED;
          case Stability.Since _, Stability.Unstable _, Stability.Ungated _ -> stability;
        },
        null);
  }

  /** What the gates in front of something say. */
  static void badges(Html out, Stability stability, @Nullable String externalId) {
    switch (stability) {
      case Stability.Ungated _ -> {}
      case Stability.Since(var since, _) -> badge(out, "since", "since " + since);
      case Stability.Unstable(var feature, _) -> badge(out, "unstable", "unstable: " + feature);
    }
    Version deprecated = deprecated(stability);
    if (deprecated != null) {
      badge(out, "deprecated", "deprecated since " + deprecated);
    }
    if (externalId != null) {
      badge(out, "external", "external id: " + externalId);
    }
  }

  private static void badge(Html out, String kind, String text) {
    out.text(" ").element("span", text, "class", "badge " + kind);
  }

  static @Nullable Version deprecated(Stability stability) {
    return switch (stability) {
      case Stability.Ungated _ -> null;
      case Stability.Since(_, var deprecated) -> deprecated;
      case Stability.Unstable(_, var deprecated) -> deprecated;
    };
  }

  /** Types and signatures with links. */
  private class Code implements TypeWriter.Sink {

    @Override
    public void text(String text) {
      out.text(text);
    }

    @Override
    public void keyword(String word) {
      out.element("span", word, "class", "word");
    }

    @Override
    public void named(TypeId type, String name) {
      page.link(site.target(type), name);
    }
  }

  private final class Signature extends Code {
    private final Function function;
    private final String anchor;
    private final boolean inLines;

    /**
     * @param inLines whether each parameter has a line of its own
     */
    private Signature(Function function, String anchor, boolean inLines) {
      this.function = function;
      this.anchor = anchor;
      this.inLines = inLines;
    }

    @Override
    public void keyword(String word) {
      // The word that a constructor has in place of a name.
      if (word.equals("constructor")) {
        self(anchor, word, function.stability());
      } else {
        super.keyword(word);
      }
    }

    @Override
    public void open() {
      out.text(inLines ? "(\n    " : "(");
    }

    @Override
    public void separator() {
      out.text(inLines ? ",\n    " : ", ");
    }

    @Override
    public void close() {
      out.text(inLines ? "\n)" : ")");
    }
  }
}

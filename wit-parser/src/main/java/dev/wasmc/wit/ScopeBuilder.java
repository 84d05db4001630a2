package dev.wasmc.wit;

import dev.wasmc.names.Uniqueness;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.Span;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wit.UnresolvedPackage.DraftInterface;
import dev.wasmc.wit.UnresolvedPackage.DraftWorld;
import dev.wasmc.wit.UnresolvedPackage.Include;
import dev.wasmc.wit.UnresolvedPackage.Rename;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Settles the names inside of one interface or world. */
final class ScopeBuilder {
  /** What a name in a scope stands for. */
  sealed interface Entry {
    Place place();

    record OfType(TypeId id, Place place) implements Entry {}

    record OfFunction(Place place) implements Entry {}

    /** Something with an error that has been reported. */
    record Broken(Place place) implements Entry {}
  }

  /** Stands in for a type that is not there, so that the rest can still be looked at. */
  private static final TypeKind BROKEN = new TypeKind.AliasKind(Primitive.BOOL);

  private final PackageBuilder packageBuilder;
  private final int unit;
  private final Diagnostics diagnostics;
  private final SequencedMap<String, Entry> scope = new LinkedHashMap<>();

  /** By what of a name must be unique. */
  private final Map<String, Syntax.Id> distinct = new HashMap<>();

  ScopeBuilder(PackageBuilder packageBuilder, int unit, Diagnostics diagnostics) {
    this.packageBuilder = packageBuilder;
    this.unit = unit;
    this.diagnostics = diagnostics;
  }

  void buildInterface(InterfaceId id, Syntax.InterfaceDecl decl) {
    buildInterface(
        id, decl.name().text(), decl.items(), decl.docs(), decl.attributes(), decl.name().span());
  }

  private void buildInterface(
      InterfaceId id,
      @Nullable String name,
      List<Syntax.InterfaceItem> items,
      List<Syntax.Comment> docs,
      List<Syntax.Attribute> attributes,
      Span span) {
    Stability stability = stability(attributes);
    List<Syntax.UseDecl> uses = new ArrayList<>();
    List<Syntax.TypeDecl> typeDecls = new ArrayList<>();
    for (Syntax.InterfaceItem item : items) {
      switch (item) {
        case Syntax.UseDecl use -> uses.add(use);
        case Syntax.TypeDecl type -> typeDecls.add(type);
        case Syntax.FunctionDecl _ -> {}
      }
    }
    buildTypes(new TypeOwner.OfInterface(id), uses, typeDecls);
    SequencedMap<String, TypeId> types = types();
    SequencedMap<String, Function> functions = new LinkedHashMap<>();
    for (Syntax.InterfaceItem item : items) {
      switch (item) {
        case Syntax.FunctionDecl decl -> {
          if (define(decl.name(), new Entry.OfFunction(place(decl.name().span())))) {
            add(
                functions,
                freestanding(decl.name(), decl.docs(), decl.attributes(), decl.signature()));
          }
        }
        case Syntax.TypeDecl(_, _, var typeName, Syntax.ResourceBody(var methods, _), _) ->
            methods.forEach(method -> add(functions, resourceFunction(method, typeName)));
        case Syntax.TypeDecl _, Syntax.UseDecl _ -> {}
      }
    }
    packageBuilder.define(
        id,
        new DraftInterface(name, types, functions, Docs.text(docs), stability, place(span)),
        scope);
  }

  private static void add(SequencedMap<String, Function> functions, @Nullable Function function) {
    if (function != null) {
      functions.putIfAbsent(function.name(), function);
    }
  }

  private SequencedMap<String, TypeId> types() {
    SequencedMap<String, TypeId> types = new LinkedHashMap<>();
    scope.forEach((name, entry) -> {
      if (entry instanceof Entry.OfType(var id, _)) {
        types.put(name, id);
      }
    });
    return types;
  }

  void buildWorld(WorldId id, Syntax.WorldDecl decl) {
    Stability stability = stability(decl.attributes());
    List<Syntax.UseDecl> uses = new ArrayList<>();
    List<Syntax.TypeDecl> typeDecls = new ArrayList<>();
    List<Include> includes = new ArrayList<>();
    for (Syntax.WorldItemDecl item : decl.items()) {
      switch (item) {
        case Syntax.UseDecl use -> uses.add(use);
        case Syntax.TypeDecl type -> typeDecls.add(type);
        case Syntax.IncludeDecl _, Syntax.ExternDecl _ -> {}
      }
    }
    buildTypes(new TypeOwner.OfWorld(id), uses, typeDecls);
    SequencedMap<WorldKey, WorldItem> imports = new LinkedHashMap<>();
    SequencedMap<WorldKey, WorldItem> exports = new LinkedHashMap<>();
    scope.forEach((name, entry) -> {
      if (entry instanceof Entry.OfType(var type, var place)) {
        imports.put(new WorldKey.Named(name), new WorldItem.TypeItem(type, place));
      }
    });
    for (Syntax.WorldItemDecl item : decl.items()) {
      switch (item) {
        case Syntax.IncludeDecl include -> include(include, includes);
        case Syntax.ExternDecl extern -> extern(extern, extern.export() ? exports : imports);
        case Syntax.TypeDecl(_, _, var typeName, Syntax.ResourceBody(var methods, _), _) -> {
          for (Syntax.FunctionDecl method : methods) {
            Function function = resourceFunction(method, typeName);
            if (function != null) {
              imports.putIfAbsent(
                  new WorldKey.Named(function.name()), new WorldItem.FunctionItem(function));
            }
          }
        }
        case Syntax.TypeDecl _, Syntax.UseDecl _ -> {}
      }
    }
    packageBuilder.define(
        id,
        new DraftWorld(
            decl.name().text(),
            imports,
            exports,
            includes,
            Docs.text(decl.docs()),
            stability,
            place(decl.name().span())));
  }

  private void include(Syntax.IncludeDecl include, List<Include> into) {
    Stability stability = stability(include.attributes());
    PackageBuilder.Item item = packageBuilder.find(unit, include.path(), true);
    if (item == null) {
      return;
    }
    Syntax.Id name = include.path().name();
    if (!item.isWorld()) {
      error(new WitProblem.WrongKind(name.text(), "an interface", "a world"), name.span());
      return;
    }
    List<Rename> renames =
        include.names().stream()
            .map(rename ->
                new Rename(rename.name().text(), rename.as().text(), place(rename.name().span())))
            .toList();
    into.add(new Include(new WorldId(item.index()), renames, stability, place(name.span())));
  }

  private @Nullable InterfaceId findInterface(Syntax.UsePath path) {
    PackageBuilder.Item item = packageBuilder.find(unit, path, true);
    if (item == null) {
      return null;
    }
    if (item.isWorld()) {
      error(
          new WitProblem.WrongKind(path.name().text(), "a world", "an interface"),
          path.name().span());
      return null;
    }
    return new InterfaceId(item.index());
  }

  private void extern(Syntax.ExternDecl decl, SequencedMap<WorldKey, WorldItem> into) {
    WorldKey key;
    WorldItem item;
    Span span;
    switch (decl.body()) {
      case Syntax.InlineInterface(var name, var items, _) -> {
        InterfaceId id = packageBuilder.allocateInterface();
        new ScopeBuilder(packageBuilder, unit, diagnostics)
            .buildInterface(id, null, items, decl.docs(), decl.attributes(), name.span());
        key = new WorldKey.Named(name.text());
        span = name.span();
        item =
            new WorldItem.InterfaceItem(
                id,
                null,
                gates(decl.attributes(), new Diagnostics()),
                Docs.externalId(decl.attributes()),
                place(span));
      }
      case Syntax.ExternPath(var name, var path, _) -> {
        InterfaceId id = findInterface(path);
        if (id == null) {
          return;
        }
        key = name == null ? new WorldKey.OfInterface(id) : new WorldKey.Named(name.text());
        span = name == null ? path.name().span() : name.span();
        item =
            new WorldItem.InterfaceItem(
                id,
                Docs.text(decl.docs()),
                stability(decl.attributes()),
                Docs.externalId(decl.attributes()),
                place(span));
      }
      case Syntax.ExternFunction(var name, var signature, _) -> {
        Function function = freestanding(name, decl.docs(), decl.attributes(), signature);
        key = new WorldKey.Named(function.name());
        span = name.span();
        item = new WorldItem.FunctionItem(function);
      }
    }
    WorldItem previous = into.putIfAbsent(key, item);
    if (previous != null) {
      String name =
          key instanceof WorldKey.Named(var plain)
              ? plain
              : packageBuilder.file(unit).text().substring(span.start(), span.end());
      duplicate(decl.export() ? "export" : "import", name, place(span), previous.place());
    }
  }

  private void buildTypes(TypeOwner owner, List<Syntax.UseDecl> uses, List<Syntax.TypeDecl> decls) {
    for (Syntax.UseDecl use : uses) {
      use(owner, use);
    }
    SequencedMap<String, Syntax.TypeDecl> byName = new LinkedHashMap<>();
    SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
    for (Syntax.TypeDecl decl : decls) {
      String name = decl.name().text();
      Syntax.TypeDecl previous = byName.putIfAbsent(name, decl);
      if (previous != null) {
        duplicate(decl.name(), place(previous.name().span()));
        continue;
      }
      List<String> named = new ArrayList<>();
      NamedTypes.in(decl.body()).forEach(type -> named.add(type.text()));
      needs.put(name, named);
    }
    DependencyOrder order = DependencyOrder.of(needs);
    for (List<String> cycle : order.cycles()) {
      CycleReport.report(diagnostics, "types", cycle, (from, to) -> edge(byName.get(from), to));
    }
    byName.forEach((name, decl) -> {
      if (order.cyclic().contains(name)) {
        define(decl.name(), new Entry.Broken(place(decl.name().span())));
      }
    });
    for (String name : order.all()) {
      Syntax.TypeDecl decl = byName.get(name);
      if (decl == null) {
        continue;
      }
      Place place = place(decl.name().span());
      Stability stability = stability(decl.attributes());
      TypeKind kind = kind(decl, stability);
      if (order.cyclic().contains(name)) {
        continue;
      }
      if (kind == BROKEN) {
        define(decl.name(), new Entry.Broken(place));
        continue;
      }
      TypeId id =
          packageBuilder.define(
              new TypeDef(
                  name,
                  kind,
                  owner,
                  Docs.text(decl.docs()),
                  stability,
                  Docs.externalId(decl.attributes()),
                  place));
      define(decl.name(), new Entry.OfType(id, place));
    }
  }

  private @Nullable Place edge(Syntax.@Nullable TypeDecl from, String to) {
    return from == null
        ? null
        : NamedTypes.in(from.body()).stream()
            .filter(name -> name.text().equals(to))
            .findFirst()
            .map(name -> place(name.span()))
            .orElse(null);
  }

  private void use(TypeOwner owner, Syntax.UseDecl use) {
    Stability stability = stability(use.attributes());
    InterfaceId from = findInterface(use.path());
    for (Syntax.UseName name : use.names()) {
      Syntax.Id local = name.localName();
      Place place = place(local.span());
      Entry found = from == null ? null : packageBuilder.scopeOf(from).get(name.name().text());
      switch (found) {
        case Entry.OfType(var id, _) -> {
          TypeDef alias =
              new TypeDef(
                  local.text(),
                  new TypeKind.AliasKind(id),
                  owner,
                  null,
                  stability,
                  Docs.externalId(use.attributes()),
                  place);
          define(local, new Entry.OfType(packageBuilder.define(alias), place));
        }
        case Entry.OfFunction _ -> {
          error(
              new WitProblem.WrongKind(name.name().text(), "a function", "a type"),
              name.name().span());
          define(local, new Entry.Broken(place));
        }
        case Entry.Broken _ -> define(local, new Entry.Broken(place));
        case null -> {
          if (from != null && packageBuilder.isDefined(from)) {
            notFound(name.name(), use.path().name().text(), packageBuilder.scopeOf(from));
          }
          define(local, new Entry.Broken(place));
        }
      }
    }
  }

  private boolean define(Syntax.Id name, Entry entry) {
    Entry previous = scope.putIfAbsent(name.text(), entry);
    if (previous != null) {
      duplicate(name, previous.place());
      return false;
    }
    Syntax.Id similar = distinct.putIfAbsent(Uniqueness.key(name.text()), name);
    if (similar != null) {
      indistinct("name", name, similar.text(), place(similar.span()));
    }
    return true;
  }

  private void duplicate(Syntax.Id name, Place previous) {
    duplicate("name", name.text(), place(name.span()), previous);
  }

  private void duplicate(String kind, String name, Place one, Place other) {
    boolean isInOrder =
        one instanceof Place.InText(_, var later)
            && other instanceof Place.InText(_, var earlier)
            && earlier.start() < later.start();
    diagnostics.error(
        new WitProblem.Duplicate(kind, name),
        isInOrder ? one : other,
        new Diagnostic.Note(isInOrder ? other : one, "the first one"));
  }

  private TypeKind kind(Syntax.TypeDecl decl, Stability stability) {
    return switch (decl.body()) {
      case Syntax.RecordBody(var fields, _) -> {
        unique(fields, Syntax.FieldDecl::name, "field");
        List<TypeKind.Field> built = new ArrayList<>(fields.size());
        for (Syntax.FieldDecl f : fields) {
          built.add(
              new TypeKind.Field(
                  f.name().text(),
                  type(f.type(), stability),
                  Docs.text(f.docs()),
                  place(f.name().span())));
        }
        yield new TypeKind.RecordKind(built);
      }
      case Syntax.VariantBody(var cases, _) -> {
        notEmpty(cases, "variant", decl.name());
        unique(cases, Syntax.CaseDecl::name, "case");
        List<TypeKind.Case> built = new ArrayList<>(cases.size());
        for (Syntax.CaseDecl c : cases) {
          built.add(
              new TypeKind.Case(
                  c.name().text(),
                  optional(c.type(), stability),
                  Docs.text(c.docs()),
                  place(c.name().span())));
        }
        yield new TypeKind.VariantKind(built);
      }
      case Syntax.EnumBody(var cases, _) -> {
        notEmpty(cases, "enum", decl.name());
        yield new TypeKind.EnumKind(labels(cases, "case"));
      }
      case Syntax.FlagsBody(var flags, _) -> new TypeKind.FlagsKind(labels(flags, "flag"));
      case Syntax.ResourceBody(var functions, _) -> {
        unique(
            functions.stream().filter(Syntax.FunctionDecl::isConstructor).toList(),
            Syntax.FunctionDecl::name,
            "function");
        unique(
            functions.stream().filter(f -> !f.isConstructor()).toList(),
            Syntax.FunctionDecl::name,
            "function");
        notCalledAs(decl.name(), functions);
        yield TypeKind.ResourceKind.RESOURCE;
      }
      case Syntax.AliasBody(var type, _) -> kind(type, stability);
    };
  }

  private List<TypeKind.Label> labels(List<Syntax.LabelDecl> labels, String what) {
    unique(labels, Syntax.LabelDecl::name, what);
    List<TypeKind.Label> built = new ArrayList<>(labels.size());
    for (Syntax.LabelDecl label : labels) {
      built.add(
          new TypeKind.Label(
              label.name().text(), Docs.text(label.docs()), place(label.name().span())));
    }
    return built;
  }

  private void notEmpty(List<?> cases, String kind, Syntax.Id name) {
    if (cases.isEmpty()) {
      error(new WitProblem.EmptyType(kind, name.text()), name.span());
    }
  }

  private <T> void unique(
      List<T> parts, java.util.function.Function<T, Syntax.Id> nameOf, String what) {
    if (parts.size() < 2) {
      return;
    }
    Map<String, Syntax.Id> seen = HashMap.newHashMap(parts.size());
    for (T part : parts) {
      Syntax.Id name = nameOf.apply(part);
      Syntax.Id previous = seen.putIfAbsent(Uniqueness.key(name.text()), name);
      if (previous != null) {
        if (previous.text().equals(name.text())) {
          duplicate(what, name.text(), place(name.span()), place(previous.span()));
        } else {
          indistinct(what, name, previous.text(), place(previous.span()));
        }
      }
    }
  }

  private void indistinct(String what, Syntax.Id name, String previous, Place place) {
    diagnostics.error(
        new WitProblem.IndistinctNames(what, name.text(), previous),
        place(name.span()),
        new Diagnostic.Note(place, "the other one"));
  }

  private void notCalledAs(Syntax.Id resource, List<Syntax.FunctionDecl> functions) {
    for (Syntax.FunctionDecl function : functions) {
      if (!function.isConstructor()
          && Uniqueness.key(function.name().text()).equals(Uniqueness.key(resource.text()))) {
        error(new WitProblem.CalledAsResource(function.name().text()), function.name().span());
      }
    }
  }

  private @Nullable Type optional(Syntax.@Nullable TypeExpr expr, Stability stability) {
    return expr == null ? null : type(expr, stability);
  }

  private Type type(Syntax.TypeExpr expr, Stability stability) {
    return anonymous(kind(expr, stability), stability, expr.span());
  }

  private Type anonymous(TypeKind kind, Stability stability, Span span) {
    return switch (kind) {
      case TypeKind.AliasKind(var target) -> target;
      // `own<r>` is how `r` is meant wherever it is used as a type.
      case TypeKind.OwnKind(var resource) -> resource;
      default -> packageBuilder.anonymous(kind, inherited(kind, stability), place(span));
    };
  }

  /** A type without a name has no gate of its own; it has that of the first gated type in it. */
  private Stability inherited(TypeKind kind, Stability stability) {
    if (!(stability instanceof Stability.Ungated)) {
      return stability;
    }
    List<Stability> gates = new ArrayList<>();
    kind.forEachType(type -> {
      TypeDef def = type instanceof TypeId id ? packageBuilder.type(id) : null;
      if (def != null && !(def.stability() instanceof Stability.Ungated)) {
        gates.add(def.stability());
      }
    });
    return gates.isEmpty() ? Stability.UNGATED : gates.getFirst();
  }

  private TypeKind kind(Syntax.TypeExpr expr, Stability stability) {
    return switch (expr) {
      case Syntax.PrimitiveExpr(var primitive, _) -> new TypeKind.AliasKind(primitive);
      case Syntax.NamedExpr(var name, _) -> {
        TypeId id = find(name);
        yield id == null ? BROKEN : new TypeKind.AliasKind(id);
      }
      case Syntax.OwnExpr(var name, _) -> {
        TypeId id = resource(name);
        yield id == null ? BROKEN : new TypeKind.OwnKind(id);
      }
      case Syntax.BorrowExpr(var name, _) -> {
        TypeId id = resource(name);
        yield id == null ? BROKEN : new TypeKind.BorrowKind(id);
      }
      case Syntax.ListExpr(var element, _) -> new TypeKind.ListKind(type(element, stability));
      case Syntax.FixedListExpr(var element, var length, _) ->
          new TypeKind.FixedListKind(type(element, stability), length);
      case Syntax.MapExpr(var key, var value, _) -> {
        TypeKind keyKind = kind(key, stability);
        Type keyType = anonymous(keyKind, stability, key.span());
        if (keyKind != BROKEN
            && !(keyType instanceof Primitive primitive && primitive.isMapKey())) {
          error(
              new WitProblem.InvalidMapKey(
                  packageBuilder.file(unit).text().substring(key.span().start(), key.span().end())),
              key.span());
        }
        yield new TypeKind.MapKind(keyType, type(value, stability));
      }
      case Syntax.OptionExpr(var element, _) -> new TypeKind.OptionKind(type(element, stability));
      case Syntax.ResultExpr(var ok, var err, _) -> {
        Type okType = optional(ok, stability);
        yield new TypeKind.ResultKind(okType, optional(err, stability));
      }
      case Syntax.TupleExpr(var types, _) ->
          new TypeKind.TupleKind(types.stream().map(t -> type(t, stability)).toList());
      case Syntax.FutureExpr(var element, _) ->
          new TypeKind.FutureKind(optional(element, stability));
      case Syntax.StreamExpr(var element, _) ->
          new TypeKind.StreamKind(optional(element, stability));
    };
  }

  private @Nullable TypeId find(Syntax.Id name) {
    return switch (scope.get(name.text())) {
      case Entry.OfType(var id, _) -> id;
      case Entry.Broken _ -> null;
      case Entry.OfFunction _ -> {
        error(new WitProblem.WrongKind(name.text(), "a function", "a type"), name.span());
        yield null;
      }
      case null -> {
        notFound(name);
        yield null;
      }
    };
  }

  private @Nullable TypeId resource(Syntax.Id name) {
    TypeId found = find(name);
    TypeId current = found;
    while (current != null) {
      TypeDef def = packageBuilder.type(current);
      if (def == null) {
        packageBuilder.requireResource(current, name, place(name.span()));
        return found;
      }
      switch (def.kind()) {
        case TypeKind.ResourceKind _ -> {
          return found;
        }
        case TypeKind.AliasKind(TypeId target) -> current = target;
        default -> {
          diagnostics.error(
              new WitProblem.WrongKind(name.text(), def.kind().words(), "a resource"),
              place(name.span()),
              new Diagnostic.Note(def.place(), "`" + name.text() + "` is defined here"));
          return null;
        }
      }
    }
    return null;
  }

  private Function freestanding(
      Syntax.Id name,
      List<Syntax.Comment> docs,
      List<Syntax.Attribute> attributes,
      Syntax.Signature signature) {
    List<Function.Param> params = params(signature, new ArrayList<>());
    return new Function(
        name.text(),
        new FunctionKind.Freestanding(signature.async()),
        params,
        optional(signature.result(), Stability.UNGATED),
        Docs.text(docs),
        stability(attributes),
        Docs.externalId(attributes),
        place(name.span()));
  }

  private List<Function.Param> params(Syntax.Signature signature, List<Function.Param> into) {
    unique(signature.params(), Syntax.ParamDecl::name, "parameter");
    for (Syntax.ParamDecl param : signature.params()) {
      Type type = type(param.type(), Stability.UNGATED);
      into.add(new Function.Param(param.name().text(), type, place(param.name().span())));
    }
    return into;
  }

  private @Nullable Function resourceFunction(Syntax.FunctionDecl decl, Syntax.Id resourceName) {
    if (!(scope.get(resourceName.text()) instanceof Entry.OfType(var resource, _))) {
      return null;
    }
    Syntax.Signature signature = decl.signature();
    List<Function.Param> params = new ArrayList<>();
    String owner = resourceName.text();
    String own = decl.name().text();
    String name;
    FunctionKind kind;
    switch (decl.sort()) {
      case METHOD -> {
        name = "[method]" + owner + "." + own;
        kind = new FunctionKind.Method(resource, signature.async());
        Type self = anonymous(new TypeKind.BorrowKind(resource), Stability.UNGATED, decl.span());
        params.add(new Function.Param("self", self, place(decl.span())));
      }
      case STATIC -> {
        name = "[static]" + owner + "." + own;
        kind = new FunctionKind.Static(resource, signature.async());
      }
      case CONSTRUCTOR -> {
        name = "[constructor]" + owner;
        kind = new FunctionKind.Constructor(resource);
      }
      default ->
          throw new IllegalStateException("a resource has no function of sort " + decl.sort());
    }
    params(signature, params);
    Type result =
        decl.isConstructor()
            ? constructorResult(signature, resource, owner)
            : optional(signature.result(), Stability.UNGATED);
    return new Function(
        name,
        kind,
        params,
        result,
        Docs.text(decl.docs()),
        stability(decl.attributes()),
        Docs.externalId(decl.attributes()),
        place(decl.name().span()));
  }

  private Type constructorResult(Syntax.Signature signature, TypeId resource, String resourceName) {
    Syntax.TypeExpr written = signature.result();
    if (written == null) {
      return resource;
    }
    TypeKind kind = kind(written, Stability.UNGATED);
    Type type = anonymous(kind, Stability.UNGATED, written.span());
    if (kind == BROKEN) {
      return type;
    }
    TypeDef def = type instanceof TypeId id ? packageBuilder.type(id) : null;
    if (def == null || !(def.kind() instanceof TypeKind.ResultKind(var ok, _))) {
      error(new WitProblem.InvalidConstructorResult(resourceName, false), written.span());
    } else if (!resource.equals(ok)) {
      Syntax.TypeExpr place =
          written instanceof Syntax.ResultExpr(var first, _, _) && first != null ? first : written;
      if (!isMissing(place)) {
        error(new WitProblem.InvalidConstructorResult(resourceName, true), place.span());
      }
    }
    return type;
  }

  /** Whether there is an error in the name of a type, which has been reported. */
  private boolean isMissing(Syntax.TypeExpr type) {
    return type instanceof Syntax.NamedExpr(var name, _)
        && !(scope.get(name.text()) instanceof Entry.OfType);
  }

  private Stability stability(List<Syntax.Attribute> attributes) {
    return gates(attributes, diagnostics);
  }

  private Stability gates(List<Syntax.Attribute> attributes, Diagnostics into) {
    return Docs.stability(attributes, packageBuilder.file(unit), into);
  }

  /** For a type that is not in reach. */
  private void notFound(Syntax.Id name) {
    if (packageBuilder.mayBeUnread(name) || diagnostics.isFull()) {
      return;
    }
    List<String> names = new ArrayList<>(types(scope));
    for (Primitive primitive : Primitive.values()) {
      names.add(primitive.keyword());
    }
    names.addAll(GrammarWords.TYPES_OF_TYPES);
    String advice =
        ForeignWords.type(name.text())
            .or(() -> packageBuilder.adviseUse(name.text()))
            .or(() -> Suggestions.hint(name.text(), names))
            .orElse(null);
    error(new WitProblem.NotFound("type", name.text(), null, advice), name.span());
  }

  /** For a type that is not in an interface of this package. */
  private void notFound(Syntax.Id name, String within, Map<String, Entry> candidates) {
    if (packageBuilder.mayBeUnread(name) || diagnostics.isFull()) {
      return;
    }
    String advice = Suggestions.hint(name.text(), types(candidates)).orElse(null);
    error(new WitProblem.NotFound("type", name.text(), within, advice), name.span());
  }

  /** As many as may be suggested, and one more. */
  private static List<String> types(Map<String, Entry> scope) {
    return scope.entrySet().stream()
        .filter(entry -> !(entry.getValue() instanceof Entry.OfFunction))
        .map(Map.Entry::getKey)
        .limit(Suggestions.MAX_CANDIDATES + 1L)
        .toList();
  }

  private Place place(Span span) {
    return packageBuilder.place(unit, span);
  }

  private void error(WitProblem problem, Span span) {
    diagnostics.error(problem, place(span));
  }
}

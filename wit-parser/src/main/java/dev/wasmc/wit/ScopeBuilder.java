package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.Span;
import dev.wasmc.wit.UnresolvedPackage.DraftInterface;
import dev.wasmc.wit.UnresolvedPackage.DraftWorld;
import dev.wasmc.wit.UnresolvedPackage.Include;
import dev.wasmc.wit.UnresolvedPackage.Rename;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
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
  private static final Type BROKEN = Primitive.BOOL;

  private final PackageBuilder packageBuilder;
  private final int unit;
  private final Diagnostics diagnostics;
  private final SequencedMap<String, Entry> scope = new LinkedHashMap<>();

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
                new Rename(rename.name().text(), rename.as().text(), place(rename.span())))
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
      diagnostics.error(
          new WitProblem.Duplicate(decl.export() ? "export" : "import", name),
          place(span),
          new Diagnostic.Note(placeOf(previous), "the first one"));
    }
  }

  private static Place placeOf(WorldItem item) {
    return switch (item) {
      case WorldItem.InterfaceItem found -> found.place();
      case WorldItem.FunctionItem(var function) -> function.place();
      case WorldItem.TypeItem(_, var place) -> place;
    };
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
      namesIn(decl.body(), named);
      needs.put(name, named);
    }
    DependencyOrder order = DependencyOrder.of(needs);
    if (!order.cycle().isEmpty()) {
      Syntax.TypeDecl first = byName.get(order.cycle().getFirst());
      error(
          new WitProblem.Cycle("types", order.cycle()),
          first == null ? new Span(0, 0) : first.name().span());
    }
    Set<String> ordered = new HashSet<>(order.order());
    byName.forEach((name, decl) -> {
      if (!ordered.contains(name)) {
        define(decl.name(), new Entry.Broken(place(decl.name().span())));
      }
    });
    for (String name : order.order()) {
      Syntax.TypeDecl decl = byName.get(name);
      if (decl == null) {
        continue;
      }
      Place place = place(decl.name().span());
      Stability stability = stability(decl.attributes());
      TypeKind kind = kind(decl, stability);
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
          if (from != null) {
            notFound("type", name.name(), packageBuilder.scopeOf(from));
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
    }
    return previous == null;
  }

  private void duplicate(Syntax.Id name, Place previous) {
    diagnostics.error(
        new WitProblem.Duplicate("name", name.text()),
        place(name.span()),
        new Diagnostic.Note(previous, "the first one"));
  }

  private TypeKind kind(Syntax.TypeDecl decl, Stability stability) {
    return switch (decl.body()) {
      case Syntax.RecordBody(var fields, _) -> {
        unique(fields.stream().map(Syntax.FieldDecl::name), "field");
        yield new TypeKind.RecordKind(
            fields.stream()
                .map(f ->
                    new TypeKind.Field(
                        f.name().text(),
                        type(f.type(), stability),
                        Docs.text(f.docs()),
                        place(f.name().span())))
                .toList());
      }
      case Syntax.VariantBody(var cases, _) -> {
        notEmpty(cases, "variant", decl.name());
        unique(cases.stream().map(Syntax.CaseDecl::name), "case");
        yield new TypeKind.VariantKind(
            cases.stream()
                .map(c ->
                    new TypeKind.Case(
                        c.name().text(),
                        optional(c.type(), stability),
                        Docs.text(c.docs()),
                        place(c.name().span())))
                .toList());
      }
      case Syntax.EnumBody(var cases, _) -> {
        notEmpty(cases, "enum", decl.name());
        yield new TypeKind.EnumKind(labels(cases, "case"));
      }
      case Syntax.FlagsBody(var flags, _) -> new TypeKind.FlagsKind(labels(flags, "flag"));
      case Syntax.ResourceBody(var functions, _) -> {
        unique(functions.stream().map(Syntax.FunctionDecl::name), "function");
        yield TypeKind.ResourceKind.RESOURCE;
      }
      case Syntax.AliasBody(var type, _) -> kind(type, stability);
    };
  }

  private List<TypeKind.Label> labels(List<Syntax.LabelDecl> labels, String what) {
    unique(labels.stream().map(Syntax.LabelDecl::name), what);
    return labels.stream()
        .map(label ->
            new TypeKind.Label(
                label.name().text(), Docs.text(label.docs()), place(label.name().span())))
        .toList();
  }

  private void notEmpty(List<?> cases, String kind, Syntax.Id name) {
    if (cases.isEmpty()) {
      error(new WitProblem.EmptyType(kind, name.text()), name.span());
    }
  }

  private void unique(Stream<Syntax.Id> names, String what) {
    Map<String, Syntax.Id> seen = new HashMap<>();
    for (Syntax.Id name : names.toList()) {
      Syntax.Id previous = seen.putIfAbsent(name.text(), name);
      if (previous != null) {
        diagnostics.error(
            new WitProblem.Duplicate(what, name.text()),
            place(name.span()),
            new Diagnostic.Note(place(previous.span()), "the first one"));
      }
    }
  }

  private static void namesIn(Syntax.TypeBody body, List<String> into) {
    switch (body) {
      case Syntax.RecordBody(var fields, _) -> fields.forEach(field -> namesIn(field.type(), into));
      case Syntax.VariantBody(var cases, _) -> cases.forEach(c -> namesIn(c.type(), into));
      case Syntax.AliasBody(var type, _) -> namesIn(type, into);
      case Syntax.EnumBody _, Syntax.FlagsBody _, Syntax.ResourceBody _ -> {}
    }
  }

  private static void namesIn(Syntax.@Nullable TypeExpr type, List<String> into) {
    switch (type) {
      case null -> {}
      case Syntax.PrimitiveExpr _ -> {}
      case Syntax.NamedExpr(var name, _) -> into.add(name.text());
      case Syntax.OwnExpr(var name, _) -> into.add(name.text());
      case Syntax.BorrowExpr(var name, _) -> into.add(name.text());
      case Syntax.ListExpr(var element, _) -> namesIn(element, into);
      case Syntax.FixedListExpr(var element, _, _) -> namesIn(element, into);
      case Syntax.OptionExpr(var element, _) -> namesIn(element, into);
      case Syntax.FutureExpr(var element, _) -> namesIn(element, into);
      case Syntax.StreamExpr(var element, _) -> namesIn(element, into);
      case Syntax.MapExpr(var key, var value, _) -> {
        namesIn(key, into);
        namesIn(value, into);
      }
      case Syntax.ResultExpr(var ok, var err, _) -> {
        namesIn(ok, into);
        namesIn(err, into);
      }
      case Syntax.TupleExpr(var types, _) -> types.forEach(t -> namesIn(t, into));
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
        yield new TypeKind.AliasKind(id == null ? BROKEN : id);
      }
      case Syntax.OwnExpr(var name, _) -> {
        TypeId id = resource(name);
        yield id == null ? new TypeKind.AliasKind(BROKEN) : new TypeKind.OwnKind(id);
      }
      case Syntax.BorrowExpr(var name, _) -> {
        TypeId id = resource(name);
        yield id == null ? new TypeKind.AliasKind(BROKEN) : new TypeKind.BorrowKind(id);
      }
      case Syntax.ListExpr(var element, _) -> new TypeKind.ListKind(type(element, stability));
      case Syntax.FixedListExpr(var element, var length, _) ->
          new TypeKind.FixedListKind(type(element, stability), length);
      case Syntax.MapExpr(var key, var value, _) -> {
        Type keyType = type(key, stability);
        if (!(keyType instanceof Primitive primitive && primitive.isMapKey())) {
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
        notFound("type", name, scope);
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
          error(new WitProblem.WrongKind(name.text(), "no resource", "a resource"), name.span());
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
    Set<String> seen = new HashSet<>();
    into.forEach(param -> seen.add(param.name()));
    for (Syntax.ParamDecl param : signature.params()) {
      if (!seen.add(param.name().text())) {
        error(new WitProblem.Duplicate("parameter", param.name().text()), param.name().span());
      }
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
        decl.sort() == Syntax.FunctionSort.CONSTRUCTOR
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
    Type type = type(written, Stability.UNGATED);
    TypeDef def = type instanceof TypeId id ? packageBuilder.type(id) : null;
    boolean fits =
        def != null && def.kind() instanceof TypeKind.ResultKind(var ok, _) && resource.equals(ok);
    if (!fits) {
      error(new WitProblem.InvalidConstructorResult(resourceName), written.span());
    }
    return type;
  }

  private Stability stability(List<Syntax.Attribute> attributes) {
    return gates(attributes, diagnostics);
  }

  private Stability gates(List<Syntax.Attribute> attributes, Diagnostics into) {
    return Docs.stability(attributes, packageBuilder.file(unit), into);
  }

  private void notFound(String kind, Syntax.Id name, Map<String, Entry> candidates) {
    String advice =
        switch (name.text()) {
          case "float32" -> "the type is called `f32` now";
          case "float64" -> "the type is called `f64` now";
          default -> {
            Set<String> names = new LinkedHashSet<>(candidates.keySet());
            for (Primitive primitive : Primitive.values()) {
              names.add(primitive.keyword());
            }
            yield Suggestion.of(name.text(), names);
          }
        };
    error(new WitProblem.NotFound(kind, name.text(), advice), name.span());
  }

  private Place place(Span span) {
    return packageBuilder.place(unit, span);
  }

  private void error(WitProblem problem, Span span) {
    diagnostics.error(problem, place(span));
  }
}

package dev.wasmc.wit;

import dev.wasmc.names.Labels;
import dev.wasmc.semver.Version;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.Syntax.*;
import dev.wasmc.wit.grammar.WitContext;
import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes the syntax tree of a file that the grammar accepts, and checks what the grammar leaves
 * open.
 */
final class SyntaxBuilder implements SyntaxParser.RuleReader {
  private static final Version NO_VERSION = new Version(0, 0, 0);
  private static final Map<Integer, Primitive> PRIMITIVES = primitives();

  /** Behind the {@code @}, the name and the parenthesis of an attribute. */
  private static final int FIRST_INSIDE_AN_ATTRIBUTE = 3;

  private final SourceFile file;
  private final Tokens tokens;
  private final WitOptions options;
  private final Diagnostics diagnostics;
  private final Names names;

  /** All of them; those of an item are a part of the list. */
  private final List<Comment> comments;

  private @Nullable PackageHeader header;
  private List<TopItem> items = List.of();
  private boolean hasItems;
  private boolean misleading;

  SyntaxBuilder(SourceFile file, Tokens tokens, WitOptions options, Diagnostics diagnostics) {
    this.file = file;
    this.tokens = tokens;
    this.options = options;
    this.diagnostics = diagnostics;
    this.names = new Names(file.text());
    Comment[] all = new Comment[tokens.commentCount()];
    for (int i = 0; i < all.length; i++) {
      Span span = tokens.comment(i);
      all[i] = new Comment(file.text().substring(span.start(), span.end()), span);
    }
    this.comments = List.of(all);
  }

  private static Map<Integer, Primitive> primitives() {
    Map<Integer, Primitive> primitives = new HashMap<>();
    for (Primitive primitive : Primitive.values()) {
      for (int type = 1; type <= WitTokens.VOCABULARY.getMaxTokenType(); type++) {
        if (primitive.keyword().equals(Keywords.literal(type))) {
          primitives.put(type, primitive);
        }
      }
    }
    return primitives;
  }

  /**
   * Whether names in the tree are not those that were meant, so that looking for them is no use.
   */
  boolean isMisleading() {
    return misleading;
  }

  /** The tree of the whole file, after all of it has been read. */
  WitFile file() {
    return new WitFile(
        file,
        header,
        items,
        comments.subList(0, comments.size()),
        new Span(0, file.text().length()));
  }

  @Override
  public @Nullable Object read(WitContext context) {
    return switch (context.getRuleIndex()) {
      case WitGrammar.RULE_item -> item((WitGrammar.ItemContext) context);
      case WitGrammar.RULE_interfaceItem ->
          interfaceItem((WitGrammar.InterfaceItemContext) context);
      case WitGrammar.RULE_worldItem -> worldItem((WitGrammar.WorldItemContext) context);
      case WitGrammar.RULE_resourceItem -> resourceItem((WitGrammar.ResourceItemContext) context);
      case WitGrammar.RULE_recordField -> field((WitGrammar.RecordFieldContext) context);
      case WitGrammar.RULE_variantCase -> variantCase((WitGrammar.VariantCaseContext) context);
      case WitGrammar.RULE_labelDecl -> label((WitGrammar.LabelDeclContext) context);
      case WitGrammar.RULE_parameter -> parameter((WitGrammar.ParameterContext) context);
      case WitGrammar.RULE_useName -> useName((WitGrammar.UseNameContext) context);
      case WitGrammar.RULE_includeName -> includeName((WitGrammar.IncludeNameContext) context);
      case WitGrammar.RULE_type ->
          SyntaxParser.isPart(context) ? type((WitGrammar.TypeContext) context) : null;
      case WitGrammar.RULE_file -> {
        items = context.parts(TopItem.class);
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable TopItem item(WitGrammar.ItemContext item) {
    boolean atTop = item.getParent() instanceof WitGrammar.FileContext;
    boolean isFirst = atTop && !hasItems;
    hasItems |= atTop;
    if (!atTop || item.packageItem() == null || item.packageItem().SEMICOLON() == null) {
      return topItem(item, atTop);
    }
    if (isFirst) {
      header = header(item);
      noAttributes(item.attribute(), "a package");
    } else {
      misleading = true;
      error(
          new WitProblem.MisplacedPackage(
              "`package` with a `;` stands first in its file; further packages have their items"
                  + " in braces"),
          span(item.packageItem()));
    }
    return null;
  }

  private @Nullable TopItem topItem(WitGrammar.ItemContext context, boolean atTop) {
    List<Attribute> attributes = attributes(context.attribute());
    List<Comment> docs = docs(context);
    Span span = span(context);
    if (context.interfaceDecl() != null) {
      var decl = context.interfaceDecl();
      noExternalId(attributes, "an interface");
      return new InterfaceDecl(
          docs, attributes, id(decl.id()), interfaceItems(decl.interfaceBody()), span);
    }
    if (context.worldDecl() != null) {
      var decl = context.worldDecl();
      noExternalId(attributes, "a world");
      return new WorldDecl(docs, attributes, id(decl.id()), decl.parts(WorldItemDecl.class), span);
    }
    if (context.topUse() != null) {
      var use = context.topUse();
      noAttributes(context.attribute(), "a `use` at the top of a file");
      return new TopUse(
          attributes, usePath(use.usePath()), use.id() == null ? null : id(use.id()), span);
    }
    return nestedPackage(context, atTop);
  }

  private @Nullable TopItem nestedPackage(WitGrammar.ItemContext context, boolean atTop) {
    WitGrammar.PackageItemContext decl = context.packageItem();
    misleading |= !atTop || decl.LEFT_BRACE() == null;
    if (!atTop) {
      // Of a package inside of such a package nothing more is said.
      if (context.getParent().getParent().getParent() instanceof WitGrammar.FileContext) {
        error(
            new WitProblem.MisplacedPackage("a package cannot be inside of another one"),
            span(decl));
      }
    } else if (decl.LEFT_BRACE() == null) {
      error(
          new WitProblem.MisplacedPackage("`package` with a `;` cannot be inside of a package"),
          span(decl));
    } else {
      noAttributes(context.attribute(), "a package");
      return new NestedPackage(
          attributes(context.attribute()),
          header(context),
          decl.parts(TopItem.class),
          span(context));
    }
    return null;
  }

  private void noAttributes(List<WitGrammar.AttributeContext> attributes, String where) {
    if (!attributes.isEmpty()) {
      WitGrammar.AttributeContext first = attributes.getFirst();
      misplaced(first.id(0).getText(), where, span(first));
    }
  }

  private void noExternalId(List<Attribute> attributes, String where) {
    for (Attribute attribute : attributes) {
      if (attribute instanceof ExternalIdAttribute(_, var span)) {
        misplaced("external-id", where, span);
      }
    }
  }

  private void misplaced(String attribute, String where, Span span) {
    error(new WitProblem.InvalidAttribute(attribute, "has no place in front of " + where), span);
  }

  private PackageHeader header(WitGrammar.ItemContext item) {
    WitGrammar.PackageNameContext name = item.packageItem().packageName();
    return new PackageHeader(
        docs(item),
        packageRef(ids(name.id()), name.COLON().size(), version(name.VERSION()), span(name)),
        span(item.packageItem()));
  }

  private List<InterfaceItem> interfaceItems(WitGrammar.InterfaceBodyContext context) {
    return context.parts(InterfaceItem.class);
  }

  private InterfaceItem interfaceItem(WitGrammar.InterfaceItemContext context) {
    List<Attribute> attributes = attributes(context.attribute());
    List<Comment> docs = docs(context);
    if (context.useItem() != null) {
      return use(context.useItem(), docs, attributes, span(context));
    }
    if (context.typeDecl() != null) {
      return typeDecl(context.typeDecl(), docs, attributes, span(context));
    }
    var function = context.functionItem();
    return new FunctionDecl(
        docs,
        attributes,
        FunctionSort.FREESTANDING,
        id(function.id()),
        signature(function.functionType()),
        span(context));
  }

  private WorldItemDecl worldItem(WitGrammar.WorldItemContext context) {
    List<Attribute> attributes = attributes(context.attribute());
    List<Comment> docs = docs(context);
    Span span = span(context);
    if (context.useItem() != null) {
      return use(context.useItem(), docs, attributes, span);
    }
    if (context.typeDecl() != null) {
      return typeDecl(context.typeDecl(), docs, attributes, span);
    }
    if (context.includeItem() != null) {
      var include = context.includeItem();
      noExternalId(attributes, "an `include`");
      return new IncludeDecl(
          docs, attributes, usePath(include.usePath()), include.parts(IncludeName.class), span);
    }
    return new ExternDecl(
        docs, attributes, context.EXPORT() != null, extern(context.extern()), span);
  }

  private ExternBody extern(WitGrammar.ExternContext context) {
    Id first = id(context.id());
    Span span = span(context);
    WitGrammar.ExternBodyContext body = context.externBody();
    if (body == null) {
      return new ExternPath(null, new UsePath(null, first, first.span()), span);
    }
    if (body.functionType() != null) {
      return new ExternFunction(first, signature(body.functionType()), span);
    }
    if (body.interfaceBody() != null) {
      return new InlineInterface(first, interfaceItems(body.interfaceBody()), span);
    }
    WitGrammar.ExternPathContext path = body.externPath();
    List<Id> ids = ids(path.id());
    int colons = path.COLON().size();
    VersionRef version = version(path.VERSION());
    if (startsWithNamespace(context)) {
      ids.addFirst(first);
      return new ExternPath(null, usePath(ids, colons + 1, version), span);
    }
    if (path.SLASH().isEmpty()
        && options.language().contains(LanguageFeature.NESTED_NAMES)
        && ExternPaths.isJoined(context)) {
      packageAsInterface(first, ids.getFirst());
    }
    return new ExternPath(first, usePath(ids, colons, version), span);
  }

  private void packageAsInterface(Id namespace, Id name) {
    misleading = true;
    int colon = namespace.span().end();
    diagnostics.error(
        new WitProblem.WrongKind(namespace.text() + ":" + name.text(), "a package", "an interface"),
        new Place.InText(file, namespace.span().to(name.span())),
        new Diagnostic.Note(
            new Place.InText(file, new Span(colon, colon + 1)),
            "with a space behind this, `"
                + name.text()
                + "` is called `"
                + namespace.text()
                + "`"));
  }

  /** Without nested names, no path has two colons. */
  private boolean startsWithNamespace(WitGrammar.ExternContext context) {
    WitGrammar.ExternPathContext path = context.externBody().externPath();
    boolean isPlainAndFlat = path.COLON().size() == 1 && path.SLASH().size() == 1;
    return ExternPaths.startsWithNamespace(context)
        && (!isPlainAndFlat || options.language().contains(LanguageFeature.NESTED_NAMES));
  }

  private UseDecl use(
      WitGrammar.UseItemContext context,
      List<Comment> docs,
      List<Attribute> attributes,
      Span span) {
    return new UseDecl(
        docs, attributes, usePath(context.usePath()), context.parts(UseName.class), span);
  }

  private UseName useName(WitGrammar.UseNameContext context) {
    return new UseName(
        id(context.id(0)), context.id(1) == null ? null : id(context.id(1)), span(context));
  }

  private IncludeName includeName(WitGrammar.IncludeNameContext context) {
    return new IncludeName(id(context.id(0)), id(context.id(1)), span(context));
  }

  private UsePath usePath(WitGrammar.UsePathContext context) {
    return usePath(ids(context.id()), context.COLON().size(), version(context.VERSION()));
  }

  /**
   * @param ids of the namespaces, of packages, and of an interface or a world; or that one alone
   * @param namespaces how many there are of those
   */
  private UsePath usePath(List<Id> ids, int namespaces, @Nullable VersionRef version) {
    Span start = ids.getFirst().span();
    Id name = ids.getLast();
    if (namespaces == 0) {
      return new UsePath(null, name, start);
    }
    List<Id> owner = ids.subList(0, ids.size() - 1);
    return new UsePath(
        packageRef(owner, namespaces, version, start.to(owner.getLast().span())),
        name,
        start.to(version == null ? name.span() : version.span()));
  }

  private PackageRef packageRef(
      List<Id> ids, int namespaces, @Nullable VersionRef version, Span span) {
    if (ids.size() > 2) {
      needs(LanguageFeature.NESTED_NAMES, span);
    }
    if (ids.size() > PackageName.MAX_PARTS) {
      error(new WitProblem.NestingTooDeep("packages", PackageName.MAX_PARTS), span);
    }
    return new PackageRef(
        List.copyOf(ids.subList(0, namespaces)),
        List.copyOf(ids.subList(namespaces, ids.size())),
        version,
        span);
  }

  private TypeDecl typeDecl(
      WitGrammar.TypeDeclContext context,
      List<Comment> docs,
      List<Attribute> attributes,
      Span span) {
    if (context.recordDecl() != null) {
      var decl = context.recordDecl();
      TypeBody body = new RecordBody(decl.parts(FieldDecl.class), span(decl));
      return new TypeDecl(docs, attributes, id(decl.id()), body, span);
    }
    if (context.variantDecl() != null) {
      var decl = context.variantDecl();
      TypeBody body = new VariantBody(decl.parts(CaseDecl.class), span(decl));
      return new TypeDecl(docs, attributes, id(decl.id()), body, span);
    }
    if (context.enumDecl() != null) {
      var decl = context.enumDecl();
      TypeBody body = new EnumBody(decl.parts(LabelDecl.class), span(decl));
      return new TypeDecl(docs, attributes, id(decl.id()), body, span);
    }
    if (context.flagsDecl() != null) {
      var decl = context.flagsDecl();
      TypeBody body = new FlagsBody(decl.parts(LabelDecl.class), span(decl));
      return new TypeDecl(docs, attributes, id(decl.id()), body, span);
    }
    if (context.resourceDecl() != null) {
      var decl = context.resourceDecl();
      TypeBody body = new ResourceBody(decl.parts(FunctionDecl.class), span(decl));
      return new TypeDecl(docs, attributes, id(decl.id()), body, span);
    }
    var decl = context.aliasDecl();
    return new TypeDecl(
        docs, attributes, id(decl.id()), new AliasBody(type(decl.type()), span(decl)), span);
  }

  private FieldDecl field(WitGrammar.RecordFieldContext context) {
    return new FieldDecl(docs(context), id(context.id()), type(context.type()), span(context));
  }

  private CaseDecl variantCase(WitGrammar.VariantCaseContext context) {
    return new CaseDecl(
        docs(context),
        id(context.id()),
        context.type() == null ? null : type(context.type()),
        span(context));
  }

  private LabelDecl label(WitGrammar.LabelDeclContext context) {
    return new LabelDecl(docs(context), id(context.id()), span(context));
  }

  private ParamDecl parameter(WitGrammar.ParameterContext context) {
    return new ParamDecl(id(context.id()), type(context.type()), span(context));
  }

  private FunctionDecl resourceItem(WitGrammar.ResourceItemContext context) {
    List<Attribute> attributes = attributes(context.attribute());
    List<Comment> docs = docs(context);
    if (context.CONSTRUCTOR() != null) {
      Span name = SyntaxParser.span(context.CONSTRUCTOR().getSymbol());
      Signature signature =
          signature(false, context.parameters(), context.functionResult(), span(context));
      return new FunctionDecl(
          docs,
          attributes,
          FunctionSort.CONSTRUCTOR,
          new Id("constructor", name),
          signature,
          span(context));
    }
    FunctionSort sort = context.STATIC() == null ? FunctionSort.METHOD : FunctionSort.STATIC;
    return new FunctionDecl(
        docs, attributes, sort, id(context.id()), signature(context.functionType()), span(context));
  }

  private Signature signature(WitGrammar.FunctionTypeContext context) {
    return signature(
        context.ASYNC() != null, context.parameters(), context.functionResult(), span(context));
  }

  private Signature signature(
      boolean async,
      WitGrammar.ParametersContext parameters,
      WitGrammar.@Nullable FunctionResultContext result,
      Span span) {
    return new Signature(
        async,
        parameters.parts(ParamDecl.class),
        result == null ? null : type(result.type()),
        span);
  }

  private TypeExpr type(WitGrammar.TypeContext context) {
    Span span = span(context);
    return switch (context) {
      case WitGrammar.PrimitiveTypeContext primitive -> primitive(primitive.getStart(), span);
      case WitGrammar.ListTypeContext list -> {
        TypeExpr element = type(list.type());
        yield list.INTEGER() == null
            ? new ListExpr(element, span)
            : fixedList(element, list.INTEGER(), span);
      }
      case WitGrammar.MapTypeContext map -> new MapExpr(type(map.type(0)), type(map.type(1)), span);
      case WitGrammar.OptionTypeContext option -> new OptionExpr(type(option.type()), span);
      case WitGrammar.ResultTypeContext result ->
          new ResultExpr(
              result.ok == null ? null : type(result.ok),
              result.err == null ? null : type(result.err),
              span);
      case WitGrammar.TupleTypeContext tuple -> new TupleExpr(tuple.parts(TypeExpr.class), span);
      case WitGrammar.FutureTypeContext future ->
          new FutureExpr(future.type() == null ? null : type(future.type()), span);
      case WitGrammar.StreamTypeContext stream ->
          new StreamExpr(stream.type() == null ? null : type(stream.type()), span);
      case WitGrammar.OwnTypeContext own -> new OwnExpr(id(own.id()), span);
      case WitGrammar.BorrowTypeContext borrow -> new BorrowExpr(id(borrow.id()), span);
      case WitGrammar.NamedTypeContext named -> new NamedExpr(id(named.id()), span);
      default -> throw new IllegalStateException("type of no kind: " + context.getClass());
    };
  }

  private TypeExpr primitive(Token keyword, Span span) {
    Primitive primitive = PRIMITIVES.get(keyword.getType());
    if (primitive == null) {
      throw new IllegalStateException("no primitive type: " + keyword.getText());
    }
    if (primitive == Primitive.ERROR_CONTEXT) {
      needs(LanguageFeature.ERROR_CONTEXT, span);
    }
    return new PrimitiveExpr(primitive, span);
  }

  private TypeExpr fixedList(TypeExpr element, TerminalNode length, Span span) {
    needs(LanguageFeature.FIXED_LENGTH_LISTS, span);
    int value = 0;
    try {
      value = Integer.parseUnsignedInt(length.getText());
    } catch (NumberFormatException tooBig) {
      value = 0;
    }
    if (value == 0) {
      error(
          new WitProblem.InvalidListLength(length.getText()),
          SyntaxParser.span(length.getSymbol()));
    }
    return new FixedListExpr(element, value, span);
  }

  private void needs(LanguageFeature feature, Span span) {
    if (!options.language().contains(feature)) {
      error(new WitProblem.ExperimentalSyntax(feature), span);
    }
  }

  private List<Id> ids(List<WitGrammar.IdContext> contexts) {
    List<Id> ids = new ArrayList<>(contexts.size() + 1);
    contexts.forEach(context -> ids.add(id(context)));
    return ids;
  }

  private Id id(WitGrammar.IdContext context) {
    Span span = SyntaxParser.span(context.getStart());
    boolean isExplicit = context.getStart().getType() == WitTokens.EXPLICIT_ID;
    int known = names.size();
    String name = names.get(isExplicit ? span.start() + 1 : span.start(), span.end());
    String reason = names.size() == known ? null : Labels.whyInvalid(name);
    if (reason != null) {
      error(new WitProblem.InvalidLabel(name, reason), span);
    }
    return new Id(name, span);
  }

  private @Nullable VersionRef version(@Nullable TerminalNode node) {
    if (node == null) {
      return null;
    }
    return new VersionRef(version(node.getSymbol()), SyntaxParser.span(node.getSymbol()));
  }

  private Version version(Token token) {
    return Version.parse(token.getText())
        .orElseGet(() -> {
          misleading = true;
          error(new WitProblem.InvalidVersion(token.getText()), SyntaxParser.span(token));
          return NO_VERSION;
        });
  }

  private List<Attribute> attributes(List<WitGrammar.AttributeContext> contexts) {
    List<Attribute> attributes = new ArrayList<>();
    for (WitGrammar.AttributeContext context : contexts) {
      Attribute attribute = attribute(context);
      if (attribute == null) {
        continue;
      }
      if (attributes.stream().anyMatch(a -> a.getClass() == attribute.getClass())) {
        error(
            new WitProblem.InvalidAttribute(context.id(0).getText(), "is given twice"),
            attribute.span());
      }
      attributes.add(attribute);
    }
    return List.copyOf(attributes);
  }

  private @Nullable Attribute attribute(WitGrammar.AttributeContext context) {
    String name = context.id(0).getText();
    Span span = span(context);
    String form = attributeKey(name);
    if (form == null) {
      error(new WitProblem.UnknownAttribute(name), span(context.id(0)));
      return null;
    }
    String field = context.id(1) == null ? "" : context.id(1).getText();
    if (form.equals("version") && field.equals("version") && context.VERSION() != null) {
      Version version = version(context.VERSION().getSymbol());
      return name.equals("since")
          ? new SinceAttribute(version, span)
          : new DeprecatedAttribute(version, span);
    }
    if (form.equals("feature") && field.equals("feature") && context.id(2) != null) {
      return new UnstableAttribute(id(context.id(2)).text(), span);
    }
    if (form.isEmpty() && context.STRING() != null) {
      return new ExternalIdAttribute(string(context.STRING().getSymbol()), span);
    }
    ParseTree wrong =
        context.getChild(
            field.equals(form) ? context.getChildCount() - 2 : FIRST_INSIDE_AN_ATTRIBUTE);
    error(
        wrongInAttribute(name, field.equals(form) ? "" : field),
        wrong instanceof TerminalNode token
            ? SyntaxParser.span(token.getSymbol())
            : span((ParserRuleContext) wrong));
    return null;
  }

  /**
   * @param name of an attribute that there is
   * @param key what stands in place of the key that it takes; empty for a wrong value
   */
  static WitProblem wrongInAttribute(String name, String key) {
    return new WitProblem.WrongInAttribute(
        name,
        switch (name) {
          case "external-id" -> "a string";
          case "unstable" -> key.isEmpty() ? "the name of a feature" : "`feature`";
          default -> key.isEmpty() ? "a version" : "`version`";
        },
        key,
        attributeExample(name).orElseThrow());
  }

  /** The key in an attribute, if there is one of this name; empty where it takes a string. */
  static @Nullable String attributeKey(String name) {
    return switch (name) {
      case "since", "deprecated" -> "version";
      case "unstable" -> "feature";
      case "external-id" -> "";
      default -> null;
    };
  }

  /** How an attribute is written, if there is one of this name. */
  static Optional<String> attributeExample(String name) {
    return switch (name) {
      case "since", "deprecated" -> Optional.of("@" + name + "(version = 1.2.3)");
      case "unstable" -> Optional.of("@unstable(feature = name)");
      case "external-id" -> Optional.of("@external-id(\"…\")");
      default -> Optional.empty();
    };
  }

  private String string(Token token) {
    try {
      String text = token.getText();
      return StringLiterals.decode(text.substring(1, text.length() - 1));
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage() == null ? "unknown escape" : e.getMessage();
      error(
          new WitProblem.InvalidString(reason.toLowerCase(Locale.ROOT)), SyntaxParser.span(token));
      return "";
    }
  }

  /** The comments between what stands before a node and the node. */
  private List<Comment> docs(ParserRuleContext context) {
    int token = context.getStart().getTokenIndex();
    int end = tokens.commentsBefore(token);
    int start = end;
    int from = token == 0 ? 0 : tokens.end(token - 1);
    while (start > 0 && tokens.comment(start - 1).start() >= from) {
      start--;
    }
    return start == end ? List.of() : comments.subList(start, end);
  }

  private static Span span(ParserRuleContext context) {
    Span start = SyntaxParser.span(context.getStart());
    return context.getStop() == null ? start : start.to(SyntaxParser.span(context.getStop()));
  }

  private void error(WitProblem problem, Span span) {
    diagnostics.error(problem, new Place.InText(file, span));
  }
}

package dev.wasmc.wit;

import dev.wasmc.source.Suggestions;
import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** What people call what a grammar expected, where it did, and what may have been meant. */
final class GrammarWords {
  private static final int MAX_QUOTED = 40;

  private static final Set<Integer> TYPES =
      Stream.of(
              WitTokens.BOOL,
              WitTokens.U8,
              WitTokens.U16,
              WitTokens.U32,
              WitTokens.U64,
              WitTokens.S8,
              WitTokens.S16,
              WitTokens.S32,
              WitTokens.S64,
              WitTokens.F32,
              WitTokens.F64,
              WitTokens.CHAR,
              WitTokens.STRING_TYPE,
              WitTokens.ERROR_CONTEXT,
              WitTokens.LIST,
              WitTokens.MAP,
              WitTokens.OPTION,
              WitTokens.RESULT,
              WitTokens.TUPLE,
              WitTokens.FUTURE,
              WitTokens.STREAM,
              WitTokens.OWN,
              WitTokens.BORROW)
          .collect(Collectors.toUnmodifiableSet());

  /** What has types in angle brackets. */
  static final List<String> TYPES_OF_TYPES =
      List.of("list", "map", "option", "result", "tuple", "future", "stream", "own", "borrow");

  private final ParserRuleContext context;
  private final @Nullable Token previous;
  private final Token found;
  private final List<String> wanted;
  private final @Nullable Token unclosed;

  /**
   * @param context the rule that the error is in
   * @param previous the token in front of {@code found}
   */
  GrammarWords(
      ParserRuleContext context, @Nullable Token previous, Token found, IntervalSet expected) {
    this.context = context;
    this.previous = previous;
    this.found = found;
    boolean isEnd = found.getType() == Token.EOF && expected.contains(WitTokens.RIGHT_BRACE);
    this.unclosed = isEnd ? openBrace() : null;
    this.wanted = isEnd ? List.of("`}`") : describe(expected);
  }

  WitProblem problem(@Nullable Token following) {
    return new WitProblem.Expected(
        wanted, describe(found), where(), advice(following).orElse(null));
  }

  /** Whether what is missing belongs to what stands in front, on its line. */
  boolean isEndMissing() {
    return wanted.contains("`;`") || wanted.contains("`,`");
  }

  /** The brace that has no other one; null where something else is missing. */
  @Nullable Token unclosed() {
    return unclosed;
  }

  private @Nullable Token openBrace() {
    for (RuleContext c = context; c instanceof ParserRuleContext rule; c = c.getParent()) {
      TerminalNode brace = rule.getToken(WitTokens.LEFT_BRACE, 0);
      if (brace != null) {
        return brace.getSymbol();
      }
    }
    return null;
  }

  private @Nullable String where() {
    if (previous == null) {
      return null;
    }
    String part = lastPart();
    if (part != null && previous.getType() != WitTokens.LEFT_BRACE) {
      return "after " + part;
    }
    String block = block();
    return block == null || !(isBlockOpen() || unclosed != null)
        ? "after " + quoted(previous)
        : (unclosed == null ? "in " : "at the end of ") + block;
  }

  /** What stands in front as a whole, where that has a name. */
  private @Nullable String lastPart() {
    ParseTree last =
        context.getChildCount() == 0 ? null : context.getChild(context.getChildCount() - 1);
    return switch (last) {
      case WitGrammar.TypeContext _ when context instanceof WitGrammar.AliasDeclContext alias ->
          "the type of " + quoted(alias.id());
      case WitGrammar.FunctionTypeContext _ -> "the type of " + quoted(functionName());
      case WitGrammar.ParametersContext _ when context instanceof WitGrammar.ResourceItemContext ->
          "the constructor";
      case WitGrammar.FunctionResultContext _
          when context instanceof WitGrammar.ResourceItemContext ->
          "the constructor";
      case WitGrammar.RecordFieldContext field -> "the field " + quoted(field.id());
      case WitGrammar.VariantCaseContext c -> "the case " + quoted(c.id());
      case WitGrammar.ParameterContext parameter -> "the parameter " + quoted(parameter.id());
      case WitGrammar.LabelDeclContext label ->
          (context instanceof WitGrammar.FlagsDeclContext ? "the flag " : "the case ")
              + quoted(label.id());
      case null, default -> null;
    };
  }

  private WitGrammar.@Nullable IdContext functionName() {
    return switch (context) {
      case WitGrammar.FunctionItemContext item -> item.id();
      case WitGrammar.ResourceItemContext item -> item.id();
      case WitGrammar.ExternBodyContext body
          when body.getParent() instanceof WitGrammar.ExternContext extern ->
          extern.id();
      default -> null;
    };
  }

  private boolean isBlockOpen() {
    return previous != null
        && (previous.getType() == WitTokens.LEFT_BRACE
            || previous.getType() == WitTokens.RIGHT_BRACE
            || previous.getType() == WitTokens.SEMICOLON);
  }

  /** The innermost block around. */
  private @Nullable String block() {
    for (RuleContext c = context; c != null; c = c.getParent()) {
      String block =
          switch (c) {
            case WitGrammar.RecordDeclContext decl -> "the record " + quoted(decl.id());
            case WitGrammar.VariantDeclContext decl -> "the variant " + quoted(decl.id());
            case WitGrammar.EnumDeclContext decl -> "the enum " + quoted(decl.id());
            case WitGrammar.FlagsDeclContext decl -> "the flags " + quoted(decl.id());
            case WitGrammar.ResourceDeclContext decl -> "the resource " + quoted(decl.id());
            case WitGrammar.InterfaceDeclContext decl -> "the interface " + quoted(decl.id());
            case WitGrammar.ExternContext decl
                when decl.externBody() != null && decl.externBody().interfaceBody() != null ->
                "the interface " + quoted(decl.id());
            case WitGrammar.WorldDeclContext decl -> "the world " + quoted(decl.id());
            case WitGrammar.PackageItemContext decl when decl.LEFT_BRACE() != null ->
                "the package " + quoted(decl.packageName().getText());
            default -> null;
          };
      if (block != null) {
        return block;
      }
    }
    return null;
  }

  private Optional<String> advice(@Nullable Token following) {
    int type = found.getType();
    int before = previous == null ? Token.INVALID_TYPE : previous.getType();
    if (type == WitTokens.SEMICOLON && before == WitTokens.RIGHT_BRACE) {
      return Optional.of("a block ends with its `}`; leave the `;` out");
    }
    if (type == WitTokens.LEFT_PAREN && before == WitTokens.ARROW) {
      return Optional.of(
          following != null && following.getType() == WitTokens.RIGHT_PAREN
              ? "a function without a result has no `->`"
              : "a result has no name; use a `tuple` or a record for several");
    }
    if (before == WitTokens.ASYNC && type == WitTokens.STATIC) {
      return Optional.of("write `static async func`");
    }
    if (isIn(WitGrammar.AttributeContext.class)) {
      return attributeAdvice();
    }
    if (type == WitTokens.COLON && pathHas(WitTokens.SLASH)) {
      return Optional.of("namespaces stand in front of packages, as in `a:b:c/d`");
    }
    if (isIn(WitGrammar.IncludeNameContext.class)) {
      return Optional.of("`with` renames plain names only; an interface keeps its own name");
    }
    if (Keywords.isKeyword(found.getType())) {
      return keywordAdvice();
    }
    if (type == WitTokens.LESS_THAN && previous != null && before == WitTokens.ID) {
      String name = previous.getText();
      return ForeignWords.typeOfTypes(name).or(() -> Suggestions.hint(name, TYPES_OF_TYPES));
    }
    if (context instanceof WitGrammar.FunctionItemContext && !wanted.contains("`;`")) {
      return previous == null
          ? Optional.empty()
          : ForeignWords.definition(previous.getText())
              .or(() -> Optional.of("a function is written `name: func(…) -> type;`"));
    }
    if (type == WitTokens.LEFT_PAREN && wanted.contains("`func`")) {
      return Optional.of("a function is written `name: func(…) -> type;`");
    }
    if (type == WitTokens.SEMICOLON && wanted.contains("`,`")) {
      return Optional.of("these are separated by `,`");
    }
    return type == WitTokens.ID ? wordAdvice() : Optional.empty();
  }

  private Optional<String> wordAdvice() {
    List<String> keywords =
        wanted.stream()
            .filter(name -> name.matches("`[a-z].*"))
            .map(name -> name.substring(1, name.length() - 1))
            .collect(Collectors.toCollection(ArrayList::new));
    if (wanted.contains("a type definition")) {
      Recovery.DEFINITIONS.stream().sorted().forEach(word -> keywords.add(Keywords.literal(word)));
    }
    return ForeignWords.definition(found.getText())
        .or(() -> Suggestions.hint(found.getText(), keywords));
  }

  private Optional<String> keywordAdvice() {
    if (found.getType() == WitTokens.ASYNC && context instanceof WitGrammar.ResourceDeclContext) {
      return Optional.of(
          "`async` stands in front of `func`, as in `name: async func();`, and not of a"
              + " constructor");
    }
    String text = found.getText();
    boolean takesName =
        wanted.stream().anyMatch(Set.of("a name", "a function", "a method")::contains);
    boolean startsBlock =
        Set.of(WitTokens.INTERFACE, WitTokens.WORLD, WitTokens.PACKAGE).contains(found.getType());
    if (startsBlock && isBlockOpen()) {
      String block = block();
      return Optional.of(
          "`"
              + text
              + "` cannot stand in"
              + (block == null ? "" : "side of " + block)
              + "; is a `}` missing in front of it?");
    }
    return takesName
        ? Optional.of("write `%" + text + "` to use the keyword as a name")
        : Optional.empty();
  }

  private Optional<String> attributeAdvice() {
    RuleContext c = context;
    while (c != null && !(c instanceof WitGrammar.AttributeContext)) {
      c = c.getParent();
    }
    if (!(c instanceof WitGrammar.AttributeContext attribute) || attribute.id(0) == null) {
      return Optional.empty();
    }
    return SyntaxBuilder.attributeExample(attribute.id(0).getText())
        .map(example -> "it is written `" + example + "`");
  }

  /** The name of a package or a path that the error is in or directly behind. */
  private @Nullable ParserRuleContext path() {
    return switch (context) {
      case WitGrammar.PackageNameContext name -> name;
      case WitGrammar.PackageItemContext item -> item.packageName();
      case WitGrammar.UsePathContext path -> path;
      case WitGrammar.UseItemContext use -> use.usePath();
      case WitGrammar.TopUseContext use -> use.usePath();
      case WitGrammar.IncludeItemContext include -> include.usePath();
      case WitGrammar.ExternPathContext path -> path;
      case WitGrammar.ExternBodyContext body -> body.externPath();
      default -> null;
    };
  }

  private boolean pathHas(int separator) {
    ParserRuleContext path = path();
    return path != null && path.getToken(separator, 0) != null;
  }

  private boolean isIn(Class<? extends ParserRuleContext> rule) {
    for (RuleContext c = context; c != null; c = c.getParent()) {
      if (rule.isInstance(c)) {
        return true;
      }
    }
    return false;
  }

  private static String describe(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the file";
    }
    return (Keywords.isKeyword(token.getType()) ? "the keyword " : "") + quoted(token);
  }

  private static String quoted(Token token) {
    return quoted(token.getText());
  }

  private static String quoted(WitGrammar.@Nullable IdContext name) {
    return quoted(name == null ? "" : name.getText());
  }

  private static String quoted(String text) {
    return "`" + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text) + "`";
  }

  /** What people call a set of tokens. */
  private List<String> describe(IntervalSet expected) {
    Set<Integer> left = new LinkedHashSet<>(expected.toList());
    left.remove(Token.EPSILON);
    if (left.size() > 1) {
      left.remove(WitTokens.AT);
      left.remove(Token.EOF);
    }
    if (left.size() > 1 && pathHas(WitTokens.COLON)) {
      left.remove(WitTokens.COLON);
    }
    if (left.size() > 1
        && (pathHas(WitTokens.SLASH) || path() instanceof WitGrammar.PackageNameContext)) {
      left.remove(WitTokens.SLASH);
    }
    List<String> names = new ArrayList<>();
    boolean takesFunctions = left.contains(WitTokens.ID) && left.containsAll(Recovery.DEFINITIONS);
    if (left.containsAll(TYPES)) {
      names.add("a type");
      left.removeAll(TYPES);
      left.remove(WitTokens.ID);
      left.remove(WitTokens.EXPLICIT_ID);
    }
    if (left.removeAll(Recovery.DEFINITIONS)) {
      names.add("a type definition");
    }
    if (left.remove(WitTokens.ID)) {
      names.add(takesFunctions ? "a function" : name(left));
    }
    left.remove(WitTokens.EXPLICIT_ID);
    for (int type : left) {
      names.add(
          switch (type) {
            case Token.EOF -> "the end of the file";
            case WitTokens.VERSION -> "a version such as `1.2.3`";
            case WitTokens.INTEGER -> "a length such as `4`";
            case WitTokens.STRING -> "a string";
            default -> {
              String literal = Keywords.literal(type);
              yield literal == null
                  ? WitTokens.VOCABULARY.getDisplayName(type)
                  : "`" + literal + "`";
            }
          });
    }
    return names.isEmpty() ? List.of("something else") : names;
  }

  private String name(Set<Integer> others) {
    if (isIn(WitGrammar.OwnTypeContext.class) || isIn(WitGrammar.BorrowTypeContext.class)) {
      return "the name of a resource";
    }
    return others.contains(WitTokens.CONSTRUCTOR) ? "a method" : "a name";
  }
}

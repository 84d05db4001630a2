package dev.wasmc.wit;

import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * What belongs in front of each token, by its place in the grammar and apart from comments:
 * nothing, a space, or a line end; and what is laid out as a whole.
 */
final class Layout {
  /** What is in front of a token. */
  enum Gap {
    NONE,
    SPACE,
    LINE
  }

  /** How a group is laid out. */
  enum Kind {
    /** Items, each on lines of its own. */
    BLOCK,
    /** Fields, cases and flags: the same with commas. */
    LIST,
    /** Parameters, and names in {@code use}: on one line, or like a list where that is too long. */
    INLINE,
    /** The same with spaces inside of the braces: names in {@code include}. */
    PADDED
  }

  /**
   * What stands in braces or parentheses, which are tokens by their index.
   *
   * @param starts the first token of each element
   */
  record Group(Kind kind, int open, List<Integer> starts, int close) {}

  private final CommonTokenStream tokens;
  private final Gap[] gaps;
  private final List<Group> groups = new ArrayList<>();
  private final boolean[] dropped;

  private Layout(CommonTokenStream tokens) {
    this.tokens = tokens;
    this.gaps = new Gap[tokens.size()];
    this.dropped = new boolean[tokens.size()];
  }

  static Layout of(SyntaxParser.Parse parse) {
    Layout layout = new Layout(parse.tokens());
    layout.setDefaults();
    layout.visit(parse.tree());
    return layout;
  }

  Gap gap(int token) {
    return gaps[token];
  }

  List<Group> groups() {
    return groups;
  }

  /** Whether a token is a comma that means nothing. */
  boolean isDropped(int token) {
    return dropped[token];
  }

  private void setDefaults() {
    int previous = Token.INVALID_TYPE;
    for (int i = 0; i < gaps.length; i++) {
      Token token = tokens.get(i);
      gaps[i] = Gap.NONE;
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        gaps[i] = byTokens(previous, token.getType());
        previous = token.getType();
      }
    }
  }

  private static Gap byTokens(int previous, int type) {
    return switch (type) {
      case WitTokens.SEMICOLON,
          WitTokens.COMMA,
          WitTokens.COLON,
          WitTokens.LEFT_PAREN,
          WitTokens.RIGHT_PAREN,
          WitTokens.LESS_THAN,
          WitTokens.GREATER_THAN,
          WitTokens.PERIOD,
          WitTokens.SLASH ->
          Gap.NONE;
      case Token.EOF -> Gap.LINE;
      default ->
          switch (previous) {
            case WitTokens.LEFT_PAREN,
                WitTokens.LESS_THAN,
                WitTokens.PERIOD,
                WitTokens.SLASH,
                WitTokens.AT ->
                Gap.NONE;
            default -> Gap.SPACE;
          };
    };
  }

  /** Recursion goes as deep as the parser's did. */
  private void visit(ParserRuleContext context) {
    switch (context) {
      case WitGrammar.ItemContext item -> item(item, item.attribute());
      case WitGrammar.InterfaceItemContext item -> item(item, item.attribute());
      case WitGrammar.WorldItemContext item -> item(item, item.attribute());
      case WitGrammar.ResourceItemContext item -> item(item, item.attribute());
      case WitGrammar.PackageItemContext item ->
          group(Kind.BLOCK, item.LEFT_BRACE(), item.item(), item.RIGHT_BRACE());
      case WitGrammar.InterfaceBodyContext body ->
          group(Kind.BLOCK, body.LEFT_BRACE(), body.interfaceItem(), body.RIGHT_BRACE());
      case WitGrammar.WorldDeclContext decl ->
          group(Kind.BLOCK, decl.LEFT_BRACE(), decl.worldItem(), decl.RIGHT_BRACE());
      case WitGrammar.ResourceDeclContext decl ->
          group(Kind.BLOCK, decl.LEFT_BRACE(), decl.resourceItem(), decl.RIGHT_BRACE());
      case WitGrammar.RecordDeclContext decl ->
          group(Kind.LIST, decl.LEFT_BRACE(), decl.recordField(), decl.RIGHT_BRACE());
      case WitGrammar.FlagsDeclContext decl ->
          group(Kind.LIST, decl.LEFT_BRACE(), decl.labelDecl(), decl.RIGHT_BRACE());
      case WitGrammar.EnumDeclContext decl ->
          group(Kind.LIST, decl.LEFT_BRACE(), decl.labelDecl(), decl.RIGHT_BRACE());
      case WitGrammar.VariantDeclContext decl ->
          group(Kind.LIST, decl.LEFT_BRACE(), decl.variantCase(), decl.RIGHT_BRACE());
      case WitGrammar.ParametersContext list ->
          group(Kind.INLINE, list.LEFT_PAREN(), list.parameter(), list.RIGHT_PAREN());
      case WitGrammar.UseItemContext use ->
          group(Kind.INLINE, use.LEFT_BRACE(), use.useName(), use.RIGHT_BRACE());
      case WitGrammar.IncludeItemContext include ->
          group(Kind.PADDED, include.LEFT_BRACE(), include.includeName(), include.RIGHT_BRACE());
      case WitGrammar.PackageNameContext name -> tight(name);
      case WitGrammar.UsePathContext path -> tight(path);
      case WitGrammar.ExternBodyContext body when body.SLASH() != null -> {
        tight(body);
        gaps[body.getStart().getTokenIndex()] = Gap.NONE;
      }
      case WitGrammar.TupleTypeContext tuple -> dropLastComma(tuple.GREATER_THAN());
      default -> {}
    }
    for (int i = 0; i < context.getChildCount(); i++) {
      if (context.getChild(i) instanceof ParserRuleContext child) {
        visit(child);
      }
    }
  }

  private void item(ParserRuleContext item, List<WitGrammar.AttributeContext> attributes) {
    gaps[item.getStart().getTokenIndex()] = Gap.LINE;
    for (WitGrammar.AttributeContext attribute : attributes) {
      gaps[attribute.getStart().getTokenIndex()] = Gap.LINE;
      gaps[next(attribute.getStop().getTokenIndex())] = Gap.LINE;
    }
  }

  private void group(
      Kind kind,
      @Nullable TerminalNode open,
      List<? extends ParserRuleContext> elements,
      @Nullable TerminalNode close) {
    if (open != null && close != null) {
      List<Integer> starts = elements.stream().map(e -> e.getStart().getTokenIndex()).toList();
      groups.add(new Group(kind, index(open), starts, index(close)));
    }
  }

  /** A name with its version is written without spaces. */
  private void tight(ParserRuleContext name) {
    for (int i = 1; i < name.getChildCount(); i++) {
      ParseTree child = name.getChild(i);
      int first =
          child instanceof TerminalNode node
              ? index(node)
              : ((ParserRuleContext) child).getStart().getTokenIndex();
      gaps[first] = Gap.NONE;
    }
  }

  private void dropLastComma(TerminalNode close) {
    int comma = index(close) - 1;
    while (tokens.get(comma).getType() == WitTokens.WHITESPACE) {
      comma--;
    }
    dropped[comma] = tokens.get(comma).getType() == WitTokens.COMMA;
  }

  private int next(int token) {
    int next = token + 1;
    while (tokens.get(next).getChannel() != Token.DEFAULT_CHANNEL) {
      next++;
    }
    return next;
  }

  private static int index(TerminalNode node) {
    return node.getSymbol().getTokenIndex();
  }
}

package dev.wasmc.wit;

import dev.wasmc.wit.grammar.WitContext;
import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * What belongs in front of each token, by its place in the grammar and apart from comments:
 * nothing, a space, or a line end; and what is laid out as a whole.
 */
final class Layout implements SyntaxParser.RuleReader {
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
   * @param first the first token of the first element; 0 if there is none
   */
  record Group(Kind kind, int open, int first, int close) {
    boolean isEmpty() {
      return first == 0;
    }
  }

  private final Tokens tokens;
  private final Gap[] gaps;
  private final @Nullable Group[] groups;
  private final boolean[] dropped;

  Layout(Tokens tokens) {
    this.tokens = tokens;
    this.gaps = new Gap[tokens.size()];
    this.groups = new @Nullable Group[tokens.size()];
    this.dropped = new boolean[tokens.size()];
    setDefaults();
  }

  Gap gap(int token) {
    return gaps[token];
  }

  /** The group that a token opens, closes, or starts an element of. */
  @Nullable Group group(int token) {
    return groups[token];
  }

  /** Whether a token is a comma that means nothing. */
  boolean isDropped(int token) {
    return dropped[token];
  }

  private void setDefaults() {
    int previous = Token.INVALID_TYPE;
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = byTokens(previous, tokens.type(i));
      previous = tokens.type(i);
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

  @Override
  public @Nullable Object read(WitContext context) {
    switch (context) {
      case WitGrammar.ItemContext item -> item(item, item.attribute());
      case WitGrammar.InterfaceItemContext item -> item(item, item.attribute());
      case WitGrammar.WorldItemContext item -> item(item, item.attribute());
      case WitGrammar.ResourceItemContext item -> item(item, item.attribute());
      case WitGrammar.PackageItemContext item ->
          group(Kind.BLOCK, item, item.LEFT_BRACE(), item.RIGHT_BRACE());
      case WitGrammar.InterfaceBodyContext body ->
          group(Kind.BLOCK, body, body.LEFT_BRACE(), body.RIGHT_BRACE());
      case WitGrammar.WorldDeclContext decl ->
          group(Kind.BLOCK, decl, decl.LEFT_BRACE(), decl.RIGHT_BRACE());
      case WitGrammar.ResourceDeclContext decl ->
          group(Kind.BLOCK, decl, decl.LEFT_BRACE(), decl.RIGHT_BRACE());
      case WitGrammar.RecordDeclContext decl ->
          group(Kind.LIST, decl, decl.LEFT_BRACE(), decl.RIGHT_BRACE());
      case WitGrammar.FlagsDeclContext decl ->
          group(Kind.LIST, decl, decl.LEFT_BRACE(), decl.RIGHT_BRACE());
      case WitGrammar.EnumDeclContext decl ->
          group(Kind.LIST, decl, decl.LEFT_BRACE(), decl.RIGHT_BRACE());
      case WitGrammar.VariantDeclContext decl ->
          group(Kind.LIST, decl, decl.LEFT_BRACE(), decl.RIGHT_BRACE());
      case WitGrammar.ParametersContext list ->
          group(Kind.INLINE, list, list.LEFT_PAREN(), list.RIGHT_PAREN());
      case WitGrammar.UseItemContext use ->
          group(Kind.INLINE, use, use.LEFT_BRACE(), use.RIGHT_BRACE());
      case WitGrammar.IncludeItemContext include ->
          group(Kind.PADDED, include, include.LEFT_BRACE(), include.RIGHT_BRACE());
      case WitGrammar.PackageNameContext name -> tight(name);
      case WitGrammar.UsePathContext path -> tight(path);
      case WitGrammar.ExternPathContext path -> tight(path);
      case WitGrammar.ExternContext extern when ExternPaths.startsWithNamespace(extern) ->
          gaps[extern.externBody().getStart().getTokenIndex()] = Gap.NONE;
      case WitGrammar.TupleTypeContext tuple -> dropLastComma(tuple.GREATER_THAN());
      default -> {}
    }
    return context.getStart().getTokenIndex();
  }

  private void item(ParserRuleContext item, List<WitGrammar.AttributeContext> attributes) {
    gaps[item.getStart().getTokenIndex()] = Gap.LINE;
    for (WitGrammar.AttributeContext attribute : attributes) {
      gaps[attribute.getStart().getTokenIndex()] = Gap.LINE;
      gaps[attribute.getStop().getTokenIndex() + 1] = Gap.LINE;
    }
  }

  private void group(
      Kind kind, WitContext list, @Nullable TerminalNode open, @Nullable TerminalNode close) {
    if (open != null && close != null) {
      List<Integer> starts = list.parts(Integer.class);
      Group group =
          new Group(kind, index(open), starts.isEmpty() ? 0 : starts.getFirst(), index(close));
      groups[group.open()] = group;
      groups[group.close()] = group;
      starts.forEach(start -> groups[start] = group);
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
    dropped[comma] =
        tokens.type(comma) == WitTokens.COMMA
            && tokens.commentsBefore(comma) == tokens.commentsBefore(comma + 1);
  }

  private static int index(TerminalNode node) {
    return node.getSymbol().getTokenIndex();
  }
}

package dev.wasmc.wit;

import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Finds the place behind an error where what follows is sure to be something else: the next element
 * of a list, or the next item.
 */
final class Recovery {
  static final Set<Integer> NAMES = Set.of(WitTokens.ID, WitTokens.EXPLICIT_ID);

  /** What definitions start with that have a name next. */
  static final Set<Integer> DEFINITIONS =
      Set.of(
          WitTokens.RECORD,
          WitTokens.FLAGS,
          WitTokens.VARIANT,
          WitTokens.ENUM,
          WitTokens.RESOURCE,
          WitTokens.TYPE);

  private static final Set<Integer> FUNCTION_STARTS =
      Set.of(WitTokens.FUNC, WitTokens.ASYNC, WitTokens.STATIC);

  private final Tokens tokens;

  /** Whether each brace has its other one, so that a block ends where its brace says. */
  private final boolean balanced;

  Recovery(Tokens tokens) {
    this.tokens = tokens;
    this.balanced = isBalanced(tokens);
  }

  private static boolean isBalanced(Tokens tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += step(tokens.type(i));
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  private static int step(int type) {
    return switch (type) {
      case WitTokens.LEFT_BRACE -> 1;
      case WitTokens.RIGHT_BRACE -> -1;
      default -> 0;
    };
  }

  /**
   * Whether an error has nothing to do with the last one: a brace that lacks its other one makes
   * all the rest of an interface or a world wrong.
   *
   * @param last the token that the last one was at; -1 for none
   */
  boolean isIndependent(int last, int token) {
    if (balanced || last < 0) {
      return true;
    }
    for (int i = last + 1; i < token; i++) {
      if (startsBlock(i)) {
        return true;
      }
    }
    return false;
  }

  boolean isBalanced() {
    return balanced;
  }

  /** Whether a rule is an item of a block, or of a file. */
  static boolean isItem(ParserRuleContext rule) {
    return switch (rule.getRuleIndex()) {
      case WitGrammar.RULE_item,
          WitGrammar.RULE_interfaceItem,
          WitGrammar.RULE_worldItem,
          WitGrammar.RULE_resourceItem ->
          true;
      default -> false;
    };
  }

  /** Whether a rule is a list of items up to its end. */
  static boolean isBlock(ParserRuleContext rule) {
    return switch (rule.getRuleIndex()) {
      case WitGrammar.RULE_file,
          WitGrammar.RULE_packageItem,
          WitGrammar.RULE_interfaceBody,
          WitGrammar.RULE_worldDecl,
          WitGrammar.RULE_resourceDecl ->
          true;
      default -> false;
    };
  }

  /** Whether a rule is an element of a list with commas. */
  static boolean isElement(ParserRuleContext rule) {
    return switch (rule.getRuleIndex()) {
      case WitGrammar.RULE_recordField,
          WitGrammar.RULE_variantCase,
          WitGrammar.RULE_labelDecl,
          WitGrammar.RULE_parameter,
          WitGrammar.RULE_useName,
          WitGrammar.RULE_includeName ->
          true;
      default -> false;
    };
  }

  /**
   * Leaves out the rest of an item.
   *
   * @return whether its end was found, so that what follows has nothing to do with it
   */
  boolean skipItem(ParserRuleContext item) {
    int start = item.getStart().getTokenIndex();
    // What stands behind the first word is taken for what was meant by it, whatever it is.
    while (tokens.index() <= start + 1 && !isEnd() && step(type()) == 0) {
      consume();
    }
    int depth = 0;
    for (int i = start; i < tokens.index(); i++) {
      depth = Math.max(0, depth + step(tokens.type(i)));
    }
    return skip(depth) && balanced;
  }

  /** Whether a rule is a list with commas. */
  static boolean isList(ParserRuleContext rule) {
    return switch (rule.getRuleIndex()) {
      case WitGrammar.RULE_recordDecl,
          WitGrammar.RULE_variantDecl,
          WitGrammar.RULE_flagsDecl,
          WitGrammar.RULE_enumDecl,
          WitGrammar.RULE_parameters,
          WitGrammar.RULE_useItem,
          WitGrammar.RULE_includeItem ->
          true;
      default -> false;
    };
  }

  /**
   * Leaves out what cannot stand in a block.
   *
   * @param wanted what can
   */
  void skipNoise(ParserRuleContext block, IntervalSet wanted) {
    boolean isTop =
        block instanceof WitGrammar.FileContext || block instanceof WitGrammar.PackageItemContext;
    while (!isEnd() && !(isTop ? startsBlock(tokens.index()) : wanted.contains(type()))) {
      if (type() == WitTokens.RIGHT_BRACE) {
        if (!(block instanceof WitGrammar.FileContext)) {
          return;
        }
        consume();
      } else if (!isTop && !balanced && startsBlock(tokens.index())) {
        return;
      } else {
        int first = tokens.index();
        consume();
        skip(Math.max(0, step(tokens.type(first))));
      }
    }
  }

  /**
   * Up to the end of an item, some blocks of which are open, or up to the start of another one.
   *
   * @return whether the end was there
   */
  private boolean skip(int open) {
    int depth = open;
    while (!isEnd()) {
      if (depth == 0 ? startsItem(tokens.index()) : !balanced && startsBlock(tokens.index())) {
        return false;
      }
      int type = type();
      if (type == WitTokens.RIGHT_BRACE && depth == 0) {
        return false;
      }
      depth += step(type);
      consume();
      if (depth == 0 && (type == WitTokens.SEMICOLON || type == WitTokens.RIGHT_BRACE)) {
        if (type == WitTokens.RIGHT_BRACE && type() == WitTokens.SEMICOLON) {
          consume();
        }
        return true;
      }
    }
    return false;
  }

  /**
   * Leaves out the rest of an element of a list with commas.
   *
   * @param start its first token
   */
  void skipElement(int start) {
    int depth = 0;
    for (int i = start; i < tokens.index(); i++) {
      depth = Math.max(0, depth + nesting(tokens.type(i)));
    }
    for (; !isEnd(); consume()) {
      switch (type()) {
        case WitTokens.LEFT_BRACE, WitTokens.RIGHT_BRACE, WitTokens.SEMICOLON -> {
          return;
        }
        case WitTokens.COMMA -> {
          if (depth == 0 || isLastOnLine(tokens.index())) {
            return;
          }
        }
        case WitTokens.RIGHT_PAREN -> {
          if (depth == 0) {
            return;
          }
          depth--;
        }
        default -> {
          if (startsItem(tokens.index())) {
            return;
          }
          depth = Math.max(0, depth + nesting(type()));
        }
      }
    }
  }

  private static int nesting(int type) {
    return switch (type) {
      case WitTokens.LESS_THAN, WitTokens.LEFT_PAREN -> 1;
      case WitTokens.GREATER_THAN, WitTokens.RIGHT_PAREN -> -1;
      default -> 0;
    };
  }

  private boolean isLastOnLine(int token) {
    return tokens.get(token).getLine() < tokens.get(token + 1).getLine();
  }

  /** Whether nothing but an interface, a world or a package can start like this. */
  private boolean startsBlock(int token) {
    return switch (tokens.type(token)) {
      case WitTokens.INTERFACE, WitTokens.WORLD, WitTokens.PACKAGE ->
          isNameOrMeantAsOne(following(token, 1))
              && (token == 0 || tokens.type(token - 1) != WitTokens.COLON);
      default -> false;
    };
  }

  private static boolean isNameOrMeantAsOne(int type) {
    return isNameOrKeyword(type) || type == WitTokens.INTEGER;
  }

  static boolean isNameOrKeyword(int type) {
    return NAMES.contains(type) || Keywords.isKeyword(type);
  }

  /** Whether nothing but an item can start like this. */
  boolean startsItem(int token) {
    int type = tokens.type(token);
    int next = following(token, 1);
    if (DEFINITIONS.contains(type)) {
      return NAMES.contains(next);
    }
    return switch (type) {
      case WitTokens.USE, WitTokens.IMPORT, WitTokens.EXPORT, WitTokens.INCLUDE ->
          NAMES.contains(next);
      case WitTokens.CONSTRUCTOR -> next == WitTokens.LEFT_PAREN;
      case WitTokens.AT -> next == WitTokens.ID && following(token, 2) == WitTokens.LEFT_PAREN;
      case WitTokens.ID, WitTokens.EXPLICIT_ID ->
          next == WitTokens.COLON && FUNCTION_STARTS.contains(following(token, 2));
      default -> startsBlock(token);
    };
  }

  private int following(int token, int distance) {
    return token + distance < tokens.size() ? tokens.type(token + distance) : Token.EOF;
  }

  private int type() {
    return tokens.LA(1);
  }

  private boolean isEnd() {
    return type() == Token.EOF;
  }

  private void consume() {
    if (!isEnd()) {
      tokens.consume();
    }
  }
}

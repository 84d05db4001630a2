package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.grammar.WitContext;
import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Text in, syntax tree out. What could overwhelm the generated parser is found on the text and the
 * tokens first.
 */
final class SyntaxParser {
  /** More than any program needs, and little enough for the stack. */
  private static final int MAX_NESTING = 100;

  /** Those of a path, and the colon behind a plain name. */
  private static final int MAX_SEPARATORS = PackageName.MAX_PARTS + 1;

  private static final Set<Integer> ENDS_OF_ITEMS =
      Set.of(WitTokens.LEFT_BRACE, WitTokens.RIGHT_BRACE, WitTokens.SEMICOLON);

  private final SourceFile file;
  private final Diagnostics diagnostics;

  private SyntaxParser(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /**
   * The tree, without the items that have errors, which are in {@code diagnostics}; nothing if
   * these are such that it would mislead.
   *
   * @param unread gets what the tree lacks
   */
  static Optional<Syntax.WitFile> parse(
      SourceFile file, WitOptions options, Unread unread, Diagnostics diagnostics) {
    Unread own = new Unread();
    Optional<Syntax.WitFile> tree =
        tokens(file, diagnostics).flatMap(tokens -> tree(file, tokens, options, own, diagnostics));
    if (tree.isEmpty()) {
      own.addEverything();
    }
    unread.addAll(own);
    return tree;
  }

  private static Optional<Syntax.WitFile> tree(
      SourceFile file, Tokens tokens, WitOptions options, Unread unread, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    SyntaxBuilder builder = new SyntaxBuilder(file, tokens, options, found);
    boolean whole = parse(file, tokens, builder, unread, diagnostics);
    for (Diagnostic each : found.found()) {
      // Where an item ends is known in a whole text only.
      if (whole
          || !(each.problem() instanceof WitProblem.MisplacedPackage
              || each.place() instanceof Place.InText(_, var span) && unread.has(span.start()))) {
        diagnostics.report(each);
      }
    }
    Syntax.WitFile tree = builder.file();
    boolean misleads =
        builder.isMisleading()
            || unread.isEverything()
            || (tree.header() == null && unread.mayHaveHeader());
    return misleads ? Optional.empty() : Optional.of(tree);
  }

  /** The tokens; nothing if there are errors, which are in {@code diagnostics} then. */
  static Optional<Tokens> tokens(SourceFile file, Diagnostics diagnostics) {
    Diagnostics own = new Diagnostics();
    Optional<Tokens> tokens = new SyntaxParser(file, own).tokens();
    own.found().forEach(diagnostics::report);
    return tokens;
  }

  private Optional<Tokens> tokens() {
    checkCharacters();
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    Tokens tokens = Tokens.of(file);
    if (tokens.isCommentOpen()) {
      error(
          new WitProblem.Unterminated("comment", "*/"), tokens.comment(tokens.commentCount() - 1));
    }
    checkTokens(tokens);
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(tokens);
  }

  /**
   * Goes through the text once.
   *
   * @param reader is shown each rule when its end has been read, but for those with errors in them
   * @param unread gets what has errors
   * @return false if there are errors, which are in {@code diagnostics} then
   */
  static boolean parse(
      SourceFile file, Tokens tokens, RuleReader reader, Unread unread, Diagnostics diagnostics) {
    Diagnostics own = new Diagnostics();
    WitGrammar parser = new WitGrammar(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new GrammarErrors(file, tokens, unread, own));
    parser.addParseListener(new Rules(reader, tokens, unread));
    try {
      parser.file();
    } catch (ParseCancellationException enough) {
      // All that is kept has been found.
      unread.addEverything();
    }
    own.found().forEach(diagnostics::report);
    return !own.hasErrors();
  }

  /** Whether what a reader makes of a rule is kept. */
  static boolean isPart(WitContext rule) {
    return Recovery.isItem(rule)
        || Recovery.isElement(rule)
        || (rule instanceof WitGrammar.TypeContext
            && rule.getParent() instanceof WitGrammar.TupleTypeContext);
  }

  /**
   * Makes something of rules as they are read; what a rule is made of is never there as a whole.
   */
  interface RuleReader {
    /**
     * @return what is kept of the element of a list in {@link WitContext#parts}, null for nothing;
     *     ignored for other rules
     */
    @Nullable Object read(WitContext context);
  }

  private record Rules(RuleReader reader, Tokens tokens, Unread unread)
      implements ParseTreeListener {
    @Override
    public void exitEveryRule(ParserRuleContext context) {
      WitContext rule = (WitContext) context;
      if (rule.isDamaged() && Recovery.isItem(rule)) {
        unread.add(tokens, rule.getStart().getTokenIndex(), tokens.index());
        if (rule.getParent() instanceof WitGrammar.FileContext) {
          unread.addHeader();
        }
      }
      Object part = rule.isDamaged() ? null : reader.read(rule);
      if (isPart(rule)) {
        rule.handOver(part);
      }
    }

    @Override
    public void enterEveryRule(ParserRuleContext context) {
      // Nothing is known of it yet.
    }

    @Override
    public void visitTerminal(TerminalNode node) {
      // Rules are enough.
    }

    @Override
    public void visitErrorNode(ErrorNode node) {
      // Errors are reported by the parser.
    }
  }

  private void checkCharacters() {
    String text = file.text();
    for (int i = 0; i < text.length() && !diagnostics.isFull(); ) {
      int c = text.charAt(i);
      if (c >= 0x20 && c < 0x7F) {
        i++;
        continue;
      }
      c = text.codePointAt(i);
      String reason = whyForbidden(c);
      int width = Character.charCount(c);
      if (reason != null) {
        error(new WitProblem.ForbiddenCharacter(c, reason), new Span(i, i + width));
      }
      i += width;
    }
  }

  static @Nullable String whyForbidden(int c) {
    if (c >= 0x20 && c < 0x7F) {
      return null;
    }
    return switch (c) {
      case '\n', '\r', '\t' -> null;
      case 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069 ->
          "changes the direction of text, so that it reads as something else";
      case 0x149, 0x673, 0xF77, 0xF79, 0x17A3, 0x17A4, 0x17B4, 0x17B5 ->
          "is deprecated or discouraged by Unicode";
      default -> {
        if (Character.isISOControl(c)) {
          yield "is a control character";
        }
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          yield "is half of a surrogate pair";
        }
        yield null;
      }
    };
  }

  private void checkTokens(Tokens tokens) {
    int angles = 0;
    int braces = 0;
    int parentheses = 0;
    int separators = 0;
    boolean reported = false;
    // The type that an angle bracket belongs to, and the start of the item that a brace belongs to.
    int last = -1;
    int start = -1;
    for (int i = 0; i < tokens.size() && !diagnostics.isFull(); i++) {
      switch (tokens.type(i)) {
        case WitTokens.UNKNOWN -> unknown(tokens.span(i));
        case WitTokens.LESS_THAN -> angles++;
        case WitTokens.GREATER_THAN -> angles = Math.max(0, angles - 1);
        case WitTokens.LEFT_BRACE -> braces++;
        case WitTokens.RIGHT_BRACE -> braces = Math.max(0, braces - 1);
        case WitTokens.LEFT_PAREN -> parentheses++;
        case WitTokens.RIGHT_PAREN -> parentheses = Math.max(0, parentheses - 1);
        default -> {}
      }
      separators = isPathGoingOn(tokens, i) ? separators + (isWord(tokens, i) ? 0 : 1) : 0;
      boolean isLong = separators > MAX_SEPARATORS;
      if (!reported && (isLong || Math.max(angles, Math.max(braces, parentheses)) > MAX_NESTING)) {
        reported = true;
        int outer = angles > MAX_NESTING ? last : braces > MAX_NESTING ? start : i;
        boolean isPackage = isLong || (start >= 0 && tokens.type(start) == WitTokens.PACKAGE);
        String what = angles > MAX_NESTING ? "types" : isPackage ? "packages" : "blocks";
        error(new WitProblem.NestingTooDeep(what, MAX_NESTING), tokens.span(outer < 0 ? i : outer));
      }
      boolean ended = last < 0 || ENDS_OF_ITEMS.contains(tokens.type(last));
      start = ended ? i : start;
      last = i;
    }
  }

  /** Whether a token and the one in front of it can be next to each other in a path. */
  private static boolean isPathGoingOn(Tokens tokens, int token) {
    return token > 0
        && (isWord(tokens, token)
            ? isSeparator(tokens, token - 1)
            : isSeparator(tokens, token) && isWord(tokens, token - 1));
  }

  private static boolean isWord(Tokens tokens, int token) {
    return tokens.type(token) == WitTokens.ID || tokens.type(token) == WitTokens.EXPLICIT_ID;
  }

  private static boolean isSeparator(Tokens tokens, int token) {
    return tokens.type(token) == WitTokens.COLON || tokens.type(token) == WitTokens.SLASH;
  }

  private void unknown(Span span) {
    int at = span.start();
    int c = file.text().codePointAt(at);
    if (c == '"') {
      error(new WitProblem.Unterminated("string", "\""), span);
    } else if (!Character.isSurrogate((char) c) || Character.isSupplementaryCodePoint(c)) {
      error(
          new WitProblem.ForbiddenCharacter(
              c, "means nothing in WIT outside of comments and strings"),
          new Span(at, at + Character.charCount(c)));
    }
  }

  private void error(WitProblem problem, Span span) {
    diagnostics.error(problem, new Place.InText(file, span));
  }

  static Span span(Token token) {
    int start = Math.max(0, token.getStartIndex());
    return new Span(start, Math.max(start, token.getStopIndex() + 1));
  }
}

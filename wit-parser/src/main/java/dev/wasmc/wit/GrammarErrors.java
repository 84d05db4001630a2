package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.grammar.WitContext;
import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the errors of the generated parser into our own, in the words of {@link GrammarWords}. It
 * goes on behind an error where {@link Recovery} says, so that one run finds more than one; and
 * says at most one thing about a line, because what follows an error there is mostly noise.
 */
final class GrammarErrors extends DefaultErrorStrategy {
  private static final Set<Integer> NEVER_ALONE =
      Set.of(WitTokens.LEFT_BRACE, WitTokens.LEFT_PAREN, WitTokens.LESS_THAN, WitTokens.COMMA);

  /** Most of so many would not be reported. */
  private static final int MAX_ERRORS = 10_000;

  private final SourceFile file;
  private final Tokens tokens;
  private final Unread unread;
  private final Diagnostics diagnostics;

  /** Null up to the first error. */
  private @Nullable Recovery recovery;

  private int errors;
  private int lastLine;
  private int lastToken = -1;

  /**
   * @param unread gets what is left out
   */
  GrammarErrors(SourceFile file, Tokens tokens, Unread unread, Diagnostics diagnostics) {
    this.file = file;
    this.tokens = tokens;
    this.unread = unread;
    this.diagnostics = diagnostics;
  }

  @Override
  protected void reportNoViableAlternative(Parser parser, NoViableAltException e) {
    IntervalSet expected = new IntervalSet();
    if (e.getDeadEndConfigs() != null) {
      for (ATNConfig config : e.getDeadEndConfigs()) {
        expected.addAll(parser.getATN().nextTokens(config.state));
      }
    }
    report(parser, e.getOffendingToken(), expected.isNil() ? parser.getExpectedTokens() : expected);
  }

  @Override
  protected void reportInputMismatch(Parser parser, InputMismatchException e) {
    report(parser, e.getOffendingToken(), e.getExpectedTokens());
  }

  @Override
  protected void reportUnwantedToken(Parser parser) {
    damage(parser);
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      report(parser, parser.getCurrentToken(), getExpectedTokens(parser));
    }
  }

  @Override
  protected void reportMissingToken(Parser parser) {
    reportUnwantedToken(parser);
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    switch (e) {
      case NoViableAltException noViable -> reportNoViableAlternative(parser, noViable);
      case InputMismatchException mismatch -> reportInputMismatch(parser, mismatch);
      default -> report(parser, e.getOffendingToken(), getExpectedTokens(parser));
    }
  }

  @Override
  protected Token getMissingSymbol(Parser parser) {
    return new Tokens.WitToken(tokens, -1, getExpectedTokens(parser).getMinElement());
  }

  private void report(Parser parser, Token found, IntervalSet expected) {
    errors++;
    if (diagnostics.isFull() || errors > MAX_ERRORS) {
      // No rule that is open is read.
      for (RuleContext c = parser.getContext(); c instanceof WitContext r; c = r.getParent()) {
        r.damage();
      }
      throw new ParseCancellationException();
    }
    if (parser.getContext() instanceof WitGrammar.AttributeContext attribute
        && reportedKey(attribute)) {
      return;
    }
    Token previous = previous(parser.getTokenStream(), found);
    GrammarWords words = new GrammarWords(parser.getContext(), previous, found, expected);
    Span span = SyntaxParser.span(found);
    int line = found.getLine();
    if (words.isEndMissing() && previous != null && previous.getLine() < line) {
      int end = SyntaxParser.span(previous).end();
      span = new Span(end, end);
      line = previous.getLine();
    }
    if (line == lastLine || !recovery().isIndependent(lastToken, found.getTokenIndex())) {
      return;
    }
    List<Diagnostic.Note> notes = new ArrayList<>();
    Token open = words.unclosed();
    if (open != null && open.getLine() == lastLine && lastToken >= open.getTokenIndex()) {
      // It is the brace that is too much.
      return;
    }
    lastLine = line;
    lastToken = found.getTokenIndex();
    unread.addLine(tokens, lastToken);
    if (open != null) {
      notes.add(new Diagnostic.Note(place(SyntaxParser.span(open)), "this is not ended"));
    }
    diagnostics.error(
        words.problem(following(parser, found)),
        place(span),
        notes.toArray(Diagnostic.Note[]::new));
  }

  /** What follows a wrong key is of no interest. */
  private boolean reportedKey(WitGrammar.AttributeContext attribute) {
    WitGrammar.IdContext name = attribute.id(0);
    WitGrammar.IdContext key = attribute.id(1);
    if (name == null || key == null) {
      return false;
    }
    String wanted = SyntaxBuilder.attributeKey(name.getText());
    if (wanted == null || wanted.equals(key.getText())) {
      return false;
    }
    if (lastLine == key.getStart().getLine()) {
      return true;
    }
    lastLine = key.getStart().getLine();
    lastToken = key.getStart().getTokenIndex();
    diagnostics.error(
        SyntaxBuilder.wrongInAttribute(name.getText(), key.getText()),
        place(SyntaxParser.span(key.getStart())));
    return true;
  }

  private Place place(Span span) {
    return new Place.InText(file, span);
  }

  /**
   * A token in front of a block is not left out alone: the block would be taken for another.
   * Neither is one that ends a line, where what is missing is in front of it, nor a comma, nor one
   * of a pair, nor one that starts something.
   */
  @Override
  protected @Nullable Token singleTokenDeletion(Parser parser) {
    Token token = parser.getCurrentToken();
    Token next = following(parser, token);
    return next == null
            || next.getType() == WitTokens.LEFT_BRACE
            || token.getLine() < next.getLine()
            || NEVER_ALONE.contains(token.getType())
            || recovery().startsItem(token.getTokenIndex())
        ? null
        : super.singleTokenDeletion(parser);
  }

  /** A brace is not made up: it would be one without its other one. */
  @Override
  protected boolean singleTokenInsertion(Parser parser) {
    IntervalSet expected = getExpectedTokens(parser);
    return !expected.contains(WitTokens.LEFT_BRACE)
        && !expected.contains(WitTokens.RIGHT_BRACE)
        && super.singleTokenInsertion(parser);
  }

  /**
   * What an element of a list or an item cannot be read for is left out with its rest; other rules
   * leave it to these.
   */
  @Override
  public void recover(Parser parser, RecognitionException e) {
    damage(parser);
    ParserRuleContext context = parser.getContext();
    if (Recovery.isElement(context)) {
      recovery().skipElement(context.getStart().getTokenIndex());
    } else if (Recovery.isItem(context)) {
      if (recovery().skipItem(context)) {
        endErrorCondition(parser);
      }
    } else {
      throw e;
    }
  }

  @Override
  public void sync(Parser parser) {
    IntervalSet wanted = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
    if (wanted.contains(parser.getInputStream().LA(1))) {
      nextTokensContext = null;
      nextTokensState = ATNState.INVALID_STATE_NUMBER;
      return;
    }
    ParserRuleContext context = parser.getContext();
    if (wanted.contains(Token.EPSILON)) {
      super.sync(parser);
    } else if (Recovery.isBlock(context)
        && wanted.contains(
            context instanceof WitGrammar.FileContext ? Token.EOF : WitTokens.RIGHT_BRACE)) {
      reportNoise(parser);
      int start = tokens.index();
      recovery().skipNoise(context, wanted);
      unread.add(tokens, start, tokens.index());
      if (context instanceof WitGrammar.FileContext) {
        unread.addHeader();
      }
    } else if (inErrorRecoveryMode(parser)) {
      // Whoever is around knows where to go on.
      return;
    } else if (Recovery.isList(context) && wanted.contains(WitTokens.COMMA)) {
      reportUnwantedToken(parser);
      recovery().skipElement(tokens.index());
    } else if (singleTokenDeletion(parser) == null) {
      throw new InputMismatchException(parser);
    }
  }

  /** The items around are as they would be without it. */
  private void reportNoise(Parser parser) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      report(parser, parser.getCurrentToken(), getExpectedTokens(parser));
    }
  }

  /** What is built of an item with an error in it may be something else. */
  private static void damage(Parser parser) {
    for (RuleContext c = parser.getContext(); c instanceof WitContext rule; c = rule.getParent()) {
      rule.damage();
      if (Recovery.isItem(rule)) {
        return;
      }
    }
  }

  private Recovery recovery() {
    if (recovery == null) {
      recovery = new Recovery(tokens);
      if (!recovery.isBalanced()) {
        unread.addEverything();
      }
    }
    return recovery;
  }

  private static @Nullable Token previous(TokenStream tokens, Token token) {
    int index = token.getTokenIndex() - 1;
    return index < 0 ? null : tokens.get(index);
  }

  private static @Nullable Token following(Parser parser, Token token) {
    TokenStream tokens = parser.getTokenStream();
    int index = token.getTokenIndex() + 1;
    return index < tokens.size() ? tokens.get(index) : null;
  }
}

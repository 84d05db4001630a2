package dev.wasmc.wit;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the errors of the generated parser into our own, in the words of {@link GrammarWords}. It
 * keeps ANTLR's way of recovering, so that one run finds more than one error; but it leaves out
 * blocks as a whole, and says at most one thing about a line, because what follows an error there
 * is mostly noise.
 */
final class GrammarErrors extends DefaultErrorStrategy {
  /** Most of so many would not be reported. */
  private static final int MAX_ERRORS = 10_000;

  private final SourceFile file;
  private final Diagnostics diagnostics;
  private int errors;
  private int lastLine;

  GrammarErrors(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
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
    Tokens tokens = (Tokens) parser.getTokenStream();
    return new Tokens.WitToken(tokens, -1, getExpectedTokens(parser).getMinElement());
  }

  private void report(Parser parser, Token found, IntervalSet expected) {
    errors++;
    if (diagnostics.isFull() || errors > MAX_ERRORS) {
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
    if (line == lastLine) {
      return;
    }
    lastLine = line;
    List<Diagnostic.Note> notes = new ArrayList<>();
    Token open = words.unclosed();
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
    lastLine = key.getStart().getLine();
    diagnostics.error(
        SyntaxBuilder.wrongInAttribute(name.getText(), key.getText()),
        place(SyntaxParser.span(key.getStart())));
    return true;
  }

  private Place place(Span span) {
    return new Place.InText(file, span);
  }

  /** A token in front of a block is not left out alone: the block would be taken for another. */
  @Override
  protected @Nullable Token singleTokenDeletion(Parser parser) {
    return parser.getInputStream().LA(2) == WitTokens.LEFT_BRACE
        ? null
        : super.singleTokenDeletion(parser);
  }

  /** A block that does not fit is left out with all that is in it. */
  @Override
  protected void consumeUntil(Parser parser, IntervalSet set) {
    int depth = 0;
    boolean isFirst = true;
    TokenStream tokens = parser.getInputStream();
    for (int type = tokens.LA(1);
        type != Token.EOF && (depth > 0 || !set.contains(type));
        type = tokens.LA(1)) {
      if (type == WitTokens.LEFT_BRACE) {
        depth++;
      } else if (type == WitTokens.RIGHT_BRACE) {
        depth = Math.max(0, depth - 1);
      }
      // One node in the tree shows that something was left out.
      if (isFirst) {
        parser.consume();
      } else {
        tokens.consume();
      }
      isFirst = false;
    }
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

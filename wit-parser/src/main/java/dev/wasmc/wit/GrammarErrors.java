package dev.wasmc.wit;

import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the errors of the generated parser into our own. It keeps ANTLR's way of recovering, so
 * that one run finds more than one error, and says at most one thing about a line, because what
 * follows an error there is mostly noise.
 */
final class GrammarErrors extends DefaultErrorStrategy {
  private static final Set<Integer> TYPE_DECLARATIONS =
      Set.of(
          WitTokens.RECORD,
          WitTokens.FLAGS,
          WitTokens.VARIANT,
          WitTokens.ENUM,
          WitTokens.RESOURCE,
          WitTokens.TYPE);
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

  private final SourceFile file;
  private final Diagnostics diagnostics;
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

  private void report(Parser parser, Token found, IntervalSet expected) {
    Token previous = previous(parser.getTokenStream(), found);
    Span span = SyntaxParser.span(found);
    int line = found.getLine();
    List<String> wanted = describe(expected);
    boolean endIsMissing = wanted.contains("`;`") || wanted.contains("`,`");
    if (endIsMissing && previous != null && previous.getLine() < line) {
      int end = SyntaxParser.span(previous).end();
      span = new Span(end, end);
      line = previous.getLine();
    }
    if (line == lastLine) {
      return;
    }
    lastLine = line;
    String after = previous == null ? null : quoted(previous);
    diagnostics.error(
        new WitProblem.Expected(wanted, describe(found), after, advice(wanted, found)),
        new Place.InText(file, span));
  }

  private static @Nullable String advice(List<String> wanted, Token found) {
    if (isKeyword(found)) {
      boolean takesName = wanted.contains("a name") || wanted.contains("a function");
      return takesName ? "write `%" + found.getText() + "` to use the keyword as a name" : null;
    }
    if (found.getType() != WitTokens.ID) {
      return null;
    }
    List<String> keywords =
        wanted.stream()
            .filter(name -> name.matches("`[a-z].*"))
            .map(name -> name.substring(1, name.length() - 1))
            .toList();
    return Suggestion.of(found.getText(), keywords);
  }

  private static @Nullable Token previous(TokenStream tokens, Token token) {
    for (int i = token.getTokenIndex() - 1; i >= 0; i--) {
      if (tokens.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
        return tokens.get(i);
      }
    }
    return null;
  }

  private static boolean isKeyword(Token token) {
    return token.getType() >= WitTokens.AS && token.getType() < WitTokens.UNDERSCORE;
  }

  private static String describe(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the file";
    }
    return (isKeyword(token) ? "the keyword " : "") + quoted(token);
  }

  private static String quoted(Token token) {
    String text = token.getText();
    return "`" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "`";
  }

  /** What people call a set of tokens. */
  private static List<String> describe(IntervalSet expected) {
    Set<Integer> left = new LinkedHashSet<>(expected.toList());
    left.remove(Token.EPSILON);
    if (left.size() > 1) {
      left.remove(WitTokens.AT);
      left.remove(Token.EOF);
    }
    List<String> names = new ArrayList<>();
    boolean takesFunctions = left.contains(WitTokens.ID) && left.containsAll(TYPE_DECLARATIONS);
    if (left.containsAll(TYPES)) {
      names.add("a type");
      left.removeAll(TYPES);
      left.remove(WitTokens.ID);
      left.remove(WitTokens.EXPLICIT_ID);
    }
    if (left.removeAll(TYPE_DECLARATIONS)) {
      names.add("a type definition");
    }
    if (left.remove(WitTokens.ID)) {
      names.add(takesFunctions ? "a function" : "a name");
    }
    left.remove(WitTokens.EXPLICIT_ID);
    for (int type : left) {
      names.add(
          switch (type) {
            case Token.EOF -> "the end of the file";
            case WitTokens.VERSION -> "a version such as `1.2.3`";
            case WitTokens.INTEGER -> "a number";
            case WitTokens.STRING -> "a string";
            default -> {
              String literal = WitTokens.VOCABULARY.getLiteralName(type);
              yield literal == null
                  ? WitTokens.VOCABULARY.getDisplayName(type)
                  : "`" + literal.substring(1, literal.length() - 1) + "`";
            }
          });
    }
    return names.isEmpty() ? List.of("something else") : names;
  }
}

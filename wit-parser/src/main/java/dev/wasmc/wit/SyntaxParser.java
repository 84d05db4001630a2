package dev.wasmc.wit;

import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.grammar.WitGrammar;
import dev.wasmc.wit.grammar.WitTokens;
import java.nio.CharBuffer;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CodePointBuffer;
import org.antlr.v4.runtime.CodePointCharStream;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Text in, syntax tree out. What could overwhelm the generated parser is found on the text and the
 * tokens first.
 */
final class SyntaxParser {
  /** More than any program needs, and little enough for the stack. */
  private static final int MAX_NESTING = 100;

  private static final Set<Integer> ENDS_OF_ITEMS =
      Set.of(WitTokens.LEFT_BRACE, WitTokens.RIGHT_BRACE, WitTokens.SEMICOLON);

  private final SourceFile file;
  private final Diagnostics diagnostics;

  private SyntaxParser(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /** Tokens with the tree that the grammar makes of them. */
  record Parse(CommonTokenStream tokens, WitGrammar.FileContext tree) {}

  /**
   * The tree; nothing if the errors, which are in {@code diagnostics} then, are such that it would
   * mislead.
   */
  static Optional<Syntax.WitFile> parse(
      SourceFile file, WitOptions options, Diagnostics diagnostics) {
    Optional<Parse> parse = parse(file, diagnostics);
    if (parse.isEmpty()) {
      return Optional.empty();
    }
    SyntaxBuilder builder = new SyntaxBuilder(file, parse.get().tokens(), options, diagnostics);
    Syntax.WitFile tree = builder.file(parse.get().tree());
    return builder.isMisleading() ? Optional.empty() : Optional.of(tree);
  }

  /** As the grammar has it; nothing if there are errors, which are in {@code diagnostics} then. */
  static Optional<Parse> parse(SourceFile file, Diagnostics diagnostics) {
    Diagnostics own = new Diagnostics();
    Optional<Parse> parse = new SyntaxParser(file, own).parse();
    own.found().forEach(diagnostics::report);
    return parse;
  }

  private Optional<Parse> parse() {
    checkCharacters();
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    // One unit of the stream is one UTF-16 unit of the text, so that the positions of tokens are
    // spans.
    CodePointBuffer units = CodePointBuffer.withChars(CharBuffer.wrap(file.text().toCharArray()));
    WitTokens lexer = new WitTokens(CodePointCharStream.fromBuffer(units));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    if (lexer.isInBlockComment()) {
      Token last = tokens.get(tokens.size() - 1);
      error(
          new WitProblem.Unterminated("comment", "*/"),
          new Span(last.getStartIndex(), file.text().length()));
    }
    checkTokens(tokens);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    WitGrammar parser = new WitGrammar(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new GrammarErrors(file, diagnostics));
    WitGrammar.FileContext context = parser.file();
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(new Parse(tokens, context));
  }

  private void checkCharacters() {
    String text = file.text();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
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

  private void checkTokens(CommonTokenStream tokens) {
    int angles = 0;
    int braces = 0;
    int parentheses = 0;
    boolean reported = false;
    // The type that an angle bracket belongs to, and the start of the item that a brace belongs to.
    Token last = null;
    Token start = null;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.getType()) {
        case WitTokens.UNKNOWN -> unknown(token);
        case WitTokens.LESS_THAN -> angles++;
        case WitTokens.GREATER_THAN -> angles = Math.max(0, angles - 1);
        case WitTokens.LEFT_BRACE -> braces++;
        case WitTokens.RIGHT_BRACE -> braces = Math.max(0, braces - 1);
        case WitTokens.LEFT_PAREN -> parentheses++;
        case WitTokens.RIGHT_PAREN -> parentheses = Math.max(0, parentheses - 1);
        default -> {}
      }
      if (!reported && Math.max(angles, Math.max(braces, parentheses)) > MAX_NESTING) {
        reported = true;
        Token outer = angles > MAX_NESTING ? last : braces > MAX_NESTING ? start : token;
        String what =
            angles > MAX_NESTING
                ? "types"
                : start != null && start.getType() == WitTokens.PACKAGE ? "packages" : "blocks";
        error(
            new WitProblem.NestingTooDeep(what, MAX_NESTING), span(outer == null ? token : outer));
      }
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        boolean ended = last == null || ENDS_OF_ITEMS.contains(last.getType());
        start = ended ? token : start;
        last = token;
      }
    }
  }

  private void unknown(Token token) {
    int at = token.getStartIndex();
    int c = file.text().codePointAt(at);
    if (c == '"') {
      error(new WitProblem.Unterminated("string", "\""), span(token));
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

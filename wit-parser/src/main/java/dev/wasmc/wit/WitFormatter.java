package dev.wasmc.wit;

import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.Layout.Gap;
import dev.wasmc.wit.Layout.Group;
import dev.wasmc.wit.Layout.Kind;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The usual layout of WIT: two spaces a level, an item a line, at most one empty line between two,
 * and commas after the last field or case. The text means what it meant, each comment included: one
 * at the end of a line stays there, and the lines of a block comment stay as they are. Formatting
 * again changes nothing.
 */
public final class WitFormatter {
  private static final int MAX_WIDTH = 100;
  private static final int INDENT = 2;

  private final String text;
  private final CommonTokenStream tokens;
  private final Layout layout;
  private final StringBuilder out = new StringBuilder();

  // Groups by the tokens that open them, close them, and start their elements.
  private final Map<Integer, Group> opening = new HashMap<>();
  private final Map<Integer, Group> closing = new HashMap<>();
  private final Map<Integer, Group> starting = new HashMap<>();

  /** Groups that have a line for each element. */
  private final Set<Group> broken = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Levels of indentation. */
  private int depth;

  /** Where the text goes on after what is written. */
  private int position;

  private WitFormatter(String text, SyntaxParser.Parse parse) {
    this.text = text;
    this.tokens = parse.tokens();
    this.layout = Layout.of(parse);
  }

  /**
   * @throws dev.wasmc.source.DiagnosticException if the text is not as the grammar of WIT has it;
   *     what its names stand for does not matter
   */
  public static String format(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    SyntaxParser.Parse parse = SyntaxParser.parse(file, diagnostics).orElse(null);
    diagnostics.throwIfErrors();
    if (parse == null) {
      throw new IllegalStateException("a text without errors has a tree");
    }
    return new WitFormatter(file.text(), parse).format();
  }

  private String format() {
    for (Group group : layout.groups()) {
      opening.put(group.open(), group);
      closing.put(group.close(), group);
      group.starts().forEach(start -> starting.put(start, group));
      boolean hasLines = group.kind() == Kind.BLOCK || group.kind() == Kind.LIST;
      if ((hasLines && !group.starts().isEmpty()) || hasComment(group)) {
        broken.add(group);
      }
    }
    Token previous = null;
    for (Token token : tokens.getTokens()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      if (gap(token) == Gap.LINE) {
        breakIfTooLong(token.getTokenIndex());
      }
      if (!isSuperfluous(token)) {
        emit(token, previous);
        previous = token;
      }
      position = Math.max(position, token.getStopIndex() + 1);
    }
    return out.toString();
  }

  private boolean hasComment(Group group) {
    for (int i = group.open(); i < group.close(); i++) {
      if (isComment(tokens.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isComment(Token token) {
    return token.getType() == WitTokens.LINE_COMMENT || token.getType() == WitTokens.BLOCK_COMMENT;
  }

  private Gap gap(Token token) {
    Group closed = closing.get(token.getTokenIndex());
    Group group = closed == null ? starting.get(token.getTokenIndex()) : closed;
    if (group == null) {
      return layout.gap(token.getTokenIndex());
    }
    if (broken.contains(group)) {
      return Gap.LINE;
    }
    boolean isInside = closed != null || group.starts().getFirst() == token.getTokenIndex();
    boolean isTight = group.kind() != Kind.PADDED || group.starts().isEmpty();
    return isInside && isTight ? Gap.NONE : Gap.SPACE;
  }

  /** Looks at a line as if there were no comments in it. */
  private void breakIfTooLong(int start) {
    int width = depth * INDENT;
    Group group = null;
    for (int i = start; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.getChannel() != Token.DEFAULT_CHANNEL || isLastComma(token) || isDropped(token)) {
        continue;
      }
      Gap gap = gap(token);
      if (i > start && gap == Gap.LINE) {
        break;
      }
      width += token.getText().length() + (i > start && gap == Gap.SPACE ? 1 : 0);
      Group opened = opening.get(i);
      if (opened != null && !opened.starts().isEmpty()) {
        group = opened;
      }
    }
    if (group != null && width > MAX_WIDTH) {
      broken.add(group);
    }
  }

  private boolean isLastComma(Token token) {
    return token.getType() == WitTokens.COMMA && closing.containsKey(next(token));
  }

  private boolean isSuperfluous(Token token) {
    return isDropped(token) || (isLastComma(token) && !broken.contains(closing.get(next(token))));
  }

  /** A comment in front of a comma keeps it. */
  private boolean isDropped(Token token) {
    if (!layout.isDropped(token.getTokenIndex())) {
      return false;
    }
    List<Token> hidden = tokens.getHiddenTokensToLeft(token.getTokenIndex());
    return hidden == null || hidden.stream().noneMatch(WitFormatter::isComment);
  }

  private int next(Token token) {
    int next = token.getTokenIndex() + 1;
    while (tokens.get(next).getChannel() != Token.DEFAULT_CHANNEL) {
      next++;
    }
    return next;
  }

  private void emit(Token token, @Nullable Token previous) {
    Group closed = closing.get(token.getTokenIndex());
    boolean isEnd = false;
    if (closed != null && broken.contains(closed)) {
      isEnd = true;
      out.append(needsComma(closed, previous) ? "," : "");
    }
    Gap gap = gap(token);
    boolean isFirst =
        previous == null || (opening.containsKey(previous.getTokenIndex()) && gap == Gap.LINE);
    Token comment = emitComments(token, gap == Gap.LINE, isFirst);
    depth -= isEnd ? 1 : 0;
    if (token.getType() == Token.EOF) {
      out.append(out.isEmpty() ? "" : "\n");
      return;
    }
    int lines = linesUntil(token.getStartIndex());
    boolean isForced =
        comment != null && (comment.getType() == WitTokens.LINE_COMMENT || lines > 0);
    if (gap == Gap.LINE || isForced) {
      boolean isAfterEmpty =
          gap == Gap.LINE && lines > 1 && !isEnd && (!isFirst || comment != null);
      newLine(isAfterEmpty, gap == Gap.LINE ? depth : depth + 1);
    } else if (gap == Gap.SPACE) {
      out.append(' ');
    }
    out.append(token.getText());
    Group opened = opening.get(token.getTokenIndex());
    if (opened != null && broken.contains(opened)) {
      depth++;
    }
  }

  private static boolean needsComma(Group closed, @Nullable Token previous) {
    return closed.kind() != Kind.BLOCK
        && !closed.starts().isEmpty()
        && previous != null
        && previous.getType() != WitTokens.COMMA;
  }

  /**
   * Writes the comments in front of a token.
   *
   * @return the last one
   */
  private @Nullable Token emitComments(Token token, boolean atLine, boolean isFirst) {
    List<Token> hidden = tokens.getHiddenTokensToLeft(token.getTokenIndex());
    Token last = null;
    for (Token comment : hidden == null ? List.<Token>of() : hidden) {
      if (!isComment(comment)) {
        continue;
      }
      int lines = linesUntil(comment.getStartIndex());
      if (lines > 0 || (last != null && last.getType() == WitTokens.LINE_COMMENT)) {
        newLine(lines > 1 && atLine && (!isFirst || last != null), atLine ? depth : depth + 1);
      } else {
        out.append(out.isEmpty() ? "" : " ");
      }
      out.append(comment.getText().replace("\r\n", "\n").stripTrailing());
      position = comment.getStopIndex() + 1;
      last = comment;
    }
    return last;
  }

  /** Line ends between what was written last and an offset of the text. */
  private int linesUntil(int offset) {
    int lines = 0;
    for (int i = position; i < Math.min(offset, text.length()); i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }

  private void newLine(boolean afterEmptyLine, int level) {
    if (!out.isEmpty()) {
      out.append(afterEmptyLine ? "\n\n" : "\n").append(" ".repeat(level * INDENT));
    }
  }
}

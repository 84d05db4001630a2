package dev.wasmc.wit;

import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import dev.wasmc.wit.Layout.Gap;
import dev.wasmc.wit.Layout.Group;
import dev.wasmc.wit.Layout.Kind;
import dev.wasmc.wit.grammar.WitTokens;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The usual layout of WIT: two spaces a level, an item a line, at most one empty line between two,
 * and commas after the last field or case. The text means what it meant, each comment included: one
 * at the end of a line stays there, and the lines of a block comment stay as they are. Formatting
 * again changes nothing, nor does formatting what {@link WitPrinter} has printed.
 */
public final class WitFormatter {
  /** Of a line that could be broken, in UTF-16 units. */
  static final int MAX_WIDTH = 100;

  /** Of a level, in spaces. */
  static final int INDENT = 2;

  private final String text;
  private final Tokens tokens;
  private final Layout layout;
  private final StringBuilder out = new StringBuilder();

  /** Groups that have a line for each element. */
  private final Set<Group> broken = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Levels of indentation. */
  private int depth;

  /** Where the text goes on after what is written. */
  private int position;

  /** The first comment that is not written. */
  private int nextComment;

  private WitFormatter(SourceFile file, Tokens tokens, Layout layout) {
    this.text = file.text();
    this.tokens = tokens;
    this.layout = layout;
  }

  /**
   * @throws dev.wasmc.source.DiagnosticException if the text is not as the grammar of WIT has it;
   *     what its names stand for does not matter
   */
  public static String format(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    Tokens tokens = SyntaxParser.tokens(file, diagnostics).orElse(null);
    diagnostics.throwIfErrors();
    if (tokens == null) {
      throw new IllegalStateException("a text without errors has tokens");
    }
    Layout layout = new Layout(tokens);
    SyntaxParser.parse(file, tokens, layout, new Unread(), diagnostics);
    diagnostics.throwIfErrors();
    return new WitFormatter(file, tokens, layout).format();
  }

  private String format() {
    for (int i = 0; i < tokens.size(); i++) {
      Group group = opened(i);
      if (group != null && isBroken(group)) {
        broken.add(group);
      }
    }
    int previous = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (gap(i) == Gap.LINE) {
        breakIfTooLong(i);
      }
      if (!isSuperfluous(i)) {
        emit(i, previous);
        previous = i;
      }
      position = Math.max(position, tokens.end(i));
    }
    return out.toString();
  }

  private boolean isBroken(Group group) {
    boolean hasLines = group.kind() == Kind.BLOCK || group.kind() == Kind.LIST;
    return (hasLines && !group.isEmpty())
        || tokens.commentsBefore(group.open()) < tokens.commentsBefore(group.close());
  }

  private @Nullable Group opened(int token) {
    Group group = layout.group(token);
    return group != null && group.open() == token ? group : null;
  }

  private @Nullable Group closed(int token) {
    Group group = layout.group(token);
    return group != null && group.close() == token ? group : null;
  }

  private Gap gap(int token) {
    Group group = layout.group(token);
    if (group == null || group.open() == token) {
      return layout.gap(token);
    }
    if (broken.contains(group)) {
      return Gap.LINE;
    }
    boolean isInside = group.close() == token || group.first() == token;
    boolean isTight = group.kind() != Kind.PADDED || group.isEmpty();
    return isInside && isTight ? Gap.NONE : Gap.SPACE;
  }

  /** Looks at a line as if there were no comments in it. */
  private void breakIfTooLong(int start) {
    int width = depth * INDENT;
    Group group = null;
    for (int i = start; i < tokens.size(); i++) {
      if (isLastComma(i) || isDropped(i)) {
        continue;
      }
      Gap gap = gap(i);
      if (i > start && gap == Gap.LINE) {
        break;
      }
      width += tokens.end(i) - tokens.start(i) + (i > start && gap == Gap.SPACE ? 1 : 0);
      Group opened = opened(i);
      if (opened != null && !opened.isEmpty()) {
        group = opened;
      }
    }
    if (group != null && width > MAX_WIDTH) {
      broken.add(group);
    }
  }

  private boolean isLastComma(int token) {
    return tokens.type(token) == WitTokens.COMMA && closed(token + 1) != null;
  }

  private boolean isSuperfluous(int token) {
    if (isDropped(token)) {
      return true;
    }
    Group ended = tokens.type(token) == WitTokens.COMMA ? closed(token + 1) : null;
    return ended != null && !broken.contains(ended);
  }

  /** A comment in front of a comma keeps it. */
  private boolean isDropped(int token) {
    return layout.isDropped(token)
        && tokens.commentsBefore(token - 1) == tokens.commentsBefore(token);
  }

  /**
   * @param previous the token that was written before this one; negative for none
   */
  private void emit(int token, int previous) {
    Group closed = closed(token);
    boolean isEnd = false;
    if (closed != null && broken.contains(closed)) {
      isEnd = true;
      out.append(needsComma(closed, previous) ? "," : "");
    }
    Gap gap = gap(token);
    boolean isFirst = previous < 0 || (opened(previous) != null && gap == Gap.LINE);
    boolean hasComment = emitComments(token, gap == Gap.LINE, isFirst);
    depth -= isEnd ? 1 : 0;
    if (tokens.type(token) == Token.EOF) {
      out.append(out.isEmpty() ? "" : "\n");
      return;
    }
    int lines = linesUntil(tokens.start(token));
    boolean isForced = hasComment && (isLineComment(nextComment - 1) || lines > 0);
    if (gap == Gap.LINE || isForced) {
      boolean isAfterEmpty = gap == Gap.LINE && lines > 1 && !isEnd && (!isFirst || hasComment);
      newLine(isAfterEmpty, gap == Gap.LINE ? depth : depth + 1);
    } else if (gap == Gap.SPACE) {
      out.append(' ');
    }
    out.append(text, tokens.start(token), tokens.end(token));
    Group opened = opened(token);
    if (opened != null && broken.contains(opened)) {
      depth++;
    }
  }

  private boolean needsComma(Group closed, int previous) {
    return closed.kind() != Kind.BLOCK
        && !closed.isEmpty()
        && previous >= 0
        && tokens.type(previous) != WitTokens.COMMA;
  }

  /**
   * Writes the comments in front of a token.
   *
   * @return false if there are none
   */
  private boolean emitComments(int token, boolean atLine, boolean isFirst) {
    int start = nextComment;
    for (; nextComment < tokens.commentCount(); nextComment++) {
      Span comment = tokens.comment(nextComment);
      if (comment.start() > tokens.start(token)) {
        break;
      }
      boolean isAfterComment = nextComment > start;
      int lines = linesUntil(comment.start());
      if (lines > 0 || (isAfterComment && isLineComment(nextComment - 1))) {
        newLine(lines > 1 && atLine && (!isFirst || isAfterComment), atLine ? depth : depth + 1);
      } else {
        out.append(out.isEmpty() ? "" : " ");
      }
      String written = text.substring(comment.start(), comment.end());
      out.append(written.replace("\r\n", "\n").stripTrailing());
      position = comment.end();
    }
    return nextComment > start;
  }

  private boolean isLineComment(int comment) {
    return text.startsWith("//", tokens.comment(comment).start());
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

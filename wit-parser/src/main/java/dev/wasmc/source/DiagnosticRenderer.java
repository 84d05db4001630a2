package dev.wasmc.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns diagnostics into text: a headline, the place, a frame of the source with the span
 * underlined, notes and the hint.
 */
public final class DiagnosticRenderer {
  private static final int MAX_LINE = 160;

  private final boolean color;

  /**
   * @param color whether to write the escape sequences of ANSI terminals
   */
  public DiagnosticRenderer(boolean color) {
    this.color = color;
  }

  /** All of them, separated by empty lines, with a final line end. */
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      render(diagnostic, out);
    }
    return out.toString();
  }

  private void render(Diagnostic diagnostic, StringBuilder out) {
    String label = diagnostic.severity().label() + "[" + diagnostic.problem().id() + "]";
    String color =
        switch (diagnostic.severity()) {
          case ERROR -> "1;31";
          case WARNING -> "1;33";
          case NOTE -> "1;36";
        };
    out.append(paint(color, label));
    out.append(": ").append(printable(diagnostic.problem().message())).append('\n');
    place(diagnostic.place(), null, out);
    for (Diagnostic.Note note : diagnostic.notes()) {
      place(note.place(), note.text(), out);
    }
    diagnostic
        .problem()
        .hint()
        .ifPresent(hint ->
            out.append(paint("1;36", "  hint")).append(": ").append(printable(hint)).append('\n'));
  }

  private void place(Place place, @Nullable String text, StringBuilder out) {
    switch (place) {
      case Place.InText(SourceFile file, Span span) -> frame(file, span, text, out);
      case Place.InBytes(String file, long offset) ->
          arrow(printable(file) + " at offset 0x" + Long.toHexString(offset), text, out);
      case Place.InInput(String name) -> arrow(printable(name), text, out);
      case Place.Nowhere.NOWHERE -> {
        if (text != null) {
          out.append("  ").append(printable(text)).append('\n');
        }
      }
    }
  }

  private void arrow(String where, @Nullable String text, StringBuilder out) {
    out.append(paint("34", "  --> ")).append(where);
    if (text != null) {
      out.append(": ").append(printable(text));
    }
    out.append('\n');
  }

  private void frame(SourceFile file, Span span, @Nullable String text, StringBuilder out) {
    SourceFile.Position at = file.position(span.start());
    arrow(printable(file.name()) + ":" + at.line() + ":" + at.column(), text, out);
    String gutter = Integer.toString(at.line());
    int column = at.column() - 1;
    int cut = Math.max(0, column - MAX_LINE / 2);
    String shown = printable(line(file.text(), span.start(), column - cut));
    if (shown.length() > MAX_LINE) {
      shown = shown.substring(0, MAX_LINE);
    }
    SourceFile.Position end = file.position(span.end());
    int width =
        end.line() == at.line() ? end.column() - at.column() : shown.length() - (column - cut);
    width = Math.max(1, Math.min(width, Math.max(1, shown.length() - (column - cut))));
    String pad = " ".repeat(gutter.length());
    out.append(paint("34", pad + " |")).append('\n');
    out.append(paint("34", gutter + " |")).append(' ').append(shown).append('\n');
    out.append(paint("34", pad + " |")).append(' ').append(" ".repeat(Math.max(0, column - cut)));
    out.append(paint("1;31", "^".repeat(width))).append('\n');
  }

  /**
   * The line around an offset, or as much of it as can be shown.
   *
   * @param before so many code points in front of the offset
   */
  private static String line(String text, int offset, int before) {
    int start = text.offsetByCodePoints(Math.min(offset, text.length()), -before);
    int limit = Math.min(text.length(), start + 2 * MAX_LINE);
    int end = text.indexOf('\n', start, limit);
    String line = text.substring(start, end < 0 ? limit : end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private String paint(String code, String text) {
    return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /**
   * Control and bidirectional characters of an input must not reach a terminal; tabs become one
   * space to keep columns.
   */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\t') {
            out.append(' ');
          } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            out.append('\uFFFD');
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }
}

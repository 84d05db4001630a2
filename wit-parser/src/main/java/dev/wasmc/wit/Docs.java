package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import dev.wasmc.source.Diagnostics;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the comments and attributes in front of an item say. */
public final class Docs {
  private Docs() {}

  /**
   * A text from elsewhere as comments have it: without space at the end of lines and without the
   * indentation that all of them share. Empty for one with characters that WIT must not have.
   */
  public static Optional<String> normalized(String text) {
    if (text.codePoints().anyMatch(c -> SyntaxParser.whyForbidden(c) != null)) {
      return Optional.empty();
    }
    List<String> lines = text.lines().map(String::stripTrailing).toList();
    int indent = indent(lines);
    return Optional.of(
        String.join("\n", lines.stream().map(line -> unindented(line, indent)).toList())
            .stripTrailing());
  }

  /**
   * The text of comments without their delimiters; line comments without the indentation that all
   * of them share, documenting block comments without the space in front of their first line. Null
   * for no comment.
   *
   * <p>A block comment that is not meant as documentation is part of it, with all but the first
   * character: other tools have it so, and packages have one text whoever reads them.
   */
  static @Nullable String text(List<Syntax.Comment> comments) {
    if (comments.isEmpty()) {
      return null;
    }
    int indent =
        indent(
            comments.stream()
                .filter(comment -> !isBlock(comment.text()))
                .map(comment -> lineBody(comment.text()))
                .toList());
    StringBuilder out = new StringBuilder();
    for (Syntax.Comment comment : comments) {
      String body;
      if (isBlock(comment.text())) {
        body = blockBody(comment.text());
      } else {
        body = unindented(lineBody(comment.text()), indent);
      }
      body.lines().forEach(line -> out.append(line.stripTrailing()).append('\n'));
      out.append(body.isEmpty() ? "\n" : "");
    }
    return out.toString().stripTrailing();
  }

  private static boolean isBlock(String comment) {
    return comment.startsWith("/**");
  }

  private static String lineBody(String comment) {
    int slashes = 0;
    while (slashes < comment.length() && comment.charAt(slashes) == '/') {
      slashes++;
    }
    return comment.substring(slashes).stripTrailing();
  }

  private static String blockBody(String comment) {
    return comment.length() > 4 ? comment.substring(3, comment.length() - 2).strip() : "";
  }

  private static String unindented(String line, int indent) {
    return line.substring(Math.min(indent, indent(line)));
  }

  private static int indent(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank()).mapToInt(Docs::indent).min().orElse(0);
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  static Stability stability(
      List<Syntax.Attribute> attributes, SourceFile file, Diagnostics diagnostics) {
    Syntax.SinceAttribute since = null;
    Syntax.UnstableAttribute unstable = null;
    Syntax.DeprecatedAttribute deprecated = null;
    for (Syntax.Attribute attribute : attributes) {
      switch (attribute) {
        case Syntax.SinceAttribute found -> since = found;
        case Syntax.UnstableAttribute found -> unstable = found;
        case Syntax.DeprecatedAttribute found -> deprecated = found;
        case Syntax.ExternalIdAttribute _ -> {}
      }
    }
    if (since != null && unstable != null) {
      diagnostics.error(
          new WitProblem.InvalidAttribute("since", "and `@unstable` exclude each other"),
          new Place.InText(file, since.span()));
    }
    Version deprecatedSince = deprecated == null ? null : deprecated.version();
    if (since != null) {
      return new Stability.Since(since.version(), deprecatedSince);
    }
    if (unstable != null) {
      return new Stability.Unstable(unstable.feature(), deprecatedSince);
    }
    if (deprecated != null) {
      diagnostics.error(
          new WitProblem.InvalidAttribute(
              "deprecated", "needs a `@since` or an `@unstable` beside it"),
          new Place.InText(file, deprecated.span()));
    }
    return Stability.UNGATED;
  }

  static @Nullable String externalId(List<Syntax.Attribute> attributes) {
    for (Syntax.Attribute attribute : attributes) {
      if (attribute instanceof Syntax.ExternalIdAttribute(var id, _)) {
        return id;
      }
    }
    return null;
  }
}

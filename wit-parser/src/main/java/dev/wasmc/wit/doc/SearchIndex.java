package dev.wasmc.wit.doc;

import java.util.List;

/**
 * What the search knows: a script, as pages from files may load nothing else.
 *
 * <pre>
 * script ::= witDocIndex({"kinds": [label*], "pages": [[path, title]*],
 *                         "entries": [[name, kind, page, anchor, summary]*]})
 * </pre>
 *
 * A kind and a page are positions in their lists.
 */
final class SearchIndex {
  private SearchIndex() {}

  static String script(List<Page> pages) {
    StringBuilder out = new StringBuilder("witDocIndex({\"kinds\": [");
    String separator = "";
    for (Entry.Kind kind : Entry.Kind.values()) {
      out.append(separator);
      string(kind.label(), out);
      separator = ", ";
    }
    out.append("],\n\"pages\": [");
    separator = "\n";
    for (Page page : pages) {
      out.append(separator).append('[');
      string(page.path(), out);
      out.append(", ");
      string(page.title(), out);
      out.append(']');
      separator = ",\n";
    }
    out.append("],\n\"entries\": [");
    separator = "\n";
    for (int i = 0; i < pages.size(); i++) {
      for (Entry entry : pages.get(i).searched()) {
        out.append(separator).append('[');
        string(entry.name(), out);
        out.append(", ").append(entry.kind().ordinal()).append(", ").append(i).append(", ");
        string(new Target("", entry.anchor()).from("-"), out);
        out.append(", ");
        string(entry.summary(), out);
        out.append(']');
        separator = ",\n";
      }
    }
    return out.append("]});\n").toString();
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    Html.clean(text)
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> out.append('\\').append((char) c);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", c));
            default -> out.appendCodePoint(c);
          }
        });
    out.append('"');
  }
}

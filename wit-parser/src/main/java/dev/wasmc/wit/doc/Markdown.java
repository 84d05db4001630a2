package dev.wasmc.wit.doc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Documentation, which is Markdown. HTML in it is shown as text; images become links, and links
 * lead to the web or nowhere. What is too long or too deep is shown as it was written.
 */
final class Markdown {
  /** What a word in code is the name of. */
  interface Names {
    /** The link to it, if it is the name of something. */
    Optional<String> href(String code);
  }

  private static final int MAX_CHARACTERS = 50_000;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_SUMMARY = 160;
  private static final int MAX_HEADING = 6;
  private static final List<String> SCHEMES = List.of("https:", "http:", "mailto:");

  /** All but HTML, in the order in which the library tries them: its own order where all are on. */
  private static final Set<Class<? extends Block>> BLOCKS =
      new LinkedHashSet<>(
          List.of(
              BlockQuote.class,
              Heading.class,
              FencedCodeBlock.class,
              ThematicBreak.class,
              ListBlock.class,
              IndentedCodeBlock.class));

  private static final Parser PARSER =
      Parser.builder()
          .maxOpenBlockParsers(MAX_DEPTH)
          .enabledBlockTypes(BLOCKS)
          .customInlineContentParserFactory(new PlainLinks.Factory())
          .build();

  private Markdown() {}

  /**
   * @param docs the comment
   * @param level the level of the heading that stands above it
   */
  static String html(String docs, int level, Names names) {
    String text = Html.clean(docs);
    if (text.length() <= MAX_CHARACTERS) {
      Node document = PARSER.parse(text);
      if (isShallow(document)) {
        return HtmlRenderer.builder()
            .escapeHtml(true)
            .nodeRendererFactory(context -> new Renderer(context, level, names))
            .build()
            .render(document);
      }
    }
    return new Html().element("pre", text).line().toString();
  }

  /** The first sentence, as plain text; empty for none. */
  static String summary(String docs) {
    String text = Html.clean(docs);
    int end = text.length() <= MAX_CHARACTERS ? text.length() : MAX_CHARACTERS;
    for (Node node = PARSER.parse(text.substring(0, end)).getFirstChild();
        node != null;
        node = node.getNext()) {
      if (node instanceof Paragraph && isShallow(node)) {
        StringBuilder out = new StringBuilder();
        plain(node, out);
        return cut(out.toString().strip());
      }
    }
    return "";
  }

  private static String cut(String text) {
    for (int i = 0; i + 1 < text.length() && i < MAX_SUMMARY; i++) {
      boolean isEnd = text.charAt(i) == '.' && text.charAt(i + 1) == ' ';
      // Not after "e.g." and the like.
      if (isEnd && i >= 2 && text.charAt(i - 2) != '.') {
        return text.substring(0, i + 1);
      }
    }
    if (text.length() <= MAX_SUMMARY) {
      return text;
    }
    int space = text.lastIndexOf(' ', MAX_SUMMARY);
    int end = space > MAX_SUMMARY / 2 ? space : text.offsetByCodePoints(0, MAX_SUMMARY / 2);
    return text.substring(0, end) + " …";
  }

  private static void plain(Node node, StringBuilder out) {
    switch (node) {
      case Text text -> out.append(text.getLiteral());
      case Code code -> out.append(code.getLiteral());
      case SoftLineBreak _, HardLineBreak _ -> out.append(' ');
      default -> {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
          plain(child, out);
        }
      }
    }
  }

  private static boolean isShallow(Node root) {
    int depth = 0;
    Node node = root;
    while (true) {
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        if (++depth > MAX_DEPTH) {
          return false;
        }
        continue;
      }
      while (node != root && node.getNext() == null) {
        node = node.getParent();
        depth--;
      }
      if (node == root) {
        return true;
      }
      node = node.getNext();
    }
  }

  /** The nodes that are not what the library makes of them. */
  private static final class Renderer implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final int level;
    private final Names names;

    private Renderer(HtmlNodeRendererContext context, int level, Names names) {
      this.context = context;
      this.level = level;
      this.names = names;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Heading.class, Link.class, Image.class, Code.class);
    }

    @Override
    public void render(Node node) {
      switch (node) {
        case Heading heading -> {
          String tag = "h" + Math.min(level + heading.getLevel(), MAX_HEADING);
          context.getWriter().line();
          around(tag, Map.of(), heading);
          context.getWriter().line();
        }
        case Link link -> outside(link.getDestination(), link);
        case Image image -> outside(image.getDestination(), image);
        case Code code -> code(code);
        default -> throw new IllegalStateException("not asked for: " + node);
      }
    }

    private void outside(String url, Node node) {
      String lower = url.strip().toLowerCase(Locale.ROOT);
      if (SCHEMES.stream().noneMatch(lower::startsWith) || isInLink(node)) {
        children(node);
        return;
      }
      around(
          "a",
          new TreeMap<>(
              Map.of("href", context.encodeUrl(url), "rel", "external nofollow noopener")),
          node);
    }

    private void code(Code code) {
      Optional<String> href = isInLink(code) ? Optional.empty() : names.href(code.getLiteral());
      href.ifPresent(target -> context.getWriter().tag("a", Map.of("href", target)));
      context.getWriter().tag("code");
      context.getWriter().text(code.getLiteral());
      context.getWriter().tag("/code");
      href.ifPresent(_ -> context.getWriter().tag("/a"));
    }

    private void around(String tag, Map<String, String> attributes, Node node) {
      context.getWriter().tag(tag, attributes);
      children(node);
      context.getWriter().tag("/" + tag);
    }

    private void children(Node node) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
    }

    private static boolean isInLink(Node node) {
      for (Node parent = node.getParent();
          parent != null && !(parent instanceof Block);
          parent = parent.getParent()) {
        if (parent instanceof Link || parent instanceof Image) {
          return true;
        }
      }
      return false;
    }
  }
}

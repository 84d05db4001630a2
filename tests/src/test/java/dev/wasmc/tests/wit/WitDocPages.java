package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What holds for all pages, whatever they are about. */
final class WitDocPages {
  /** All elements that there may be, and so no others that a comment brought in. */
  private static final Set<String> ELEMENTS =
      Set.of(
          ("a blockquote body br code dd details div dl dt em h1 h2 h3 h4 h5 h6 head header hr html"
                  + " input li link main meta nav ol option p pre script section select span strong"
                  + " summary title ul")
              .split(" "));

  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("aria-autocomplete aria-controls aria-current aria-expanded aria-label autocomplete"
                  + " charset class content data-root dir hidden href http-equiv id lang name"
                  + " placeholder rel role spellcheck src start title type value")
              .split(" "));

  /** The lines of the index: a page, and something on one of them. */
  private static final Pattern PAGE = Pattern.compile("\\[\"([^\"]*\\.html)\", \"[^\"]*\"\\].*");

  private static final Pattern ENTRY =
      Pattern.compile("\\[\".*\", \\d+, (\\d+), \"(#[^\"]*)\", \".*\"\\].*");

  private final Map<String, Element> pages = new HashMap<>();
  private final Map<String, Set<String>> anchors = new HashMap<>();
  private final Map<String, String> files;
  private final List<String> wrong = new ArrayList<>();

  private WitDocPages(Map<String, String> files) {
    this.files = files;
  }

  /**
   * Pages are well-formed, hold nothing that runs or loads but their own script and style, have
   * each anchor once, and every link to another page leads to one that is there.
   */
  static void check(Map<String, String> files) {
    WitDocPages all = new WitDocPages(files);
    files.forEach((path, text) -> {
      if (path.endsWith(".html")) {
        all.read(path, text);
      }
    });
    all.pages.forEach((path, page) -> all.check(path, page));
    all.checkIndex();
    all.checkNames();
    assertEquals("", String.join("\n", all.wrong));
  }

  private void read(String path, String text) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(null);
      Element page = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
      pages.put(path, page);
      Set<String> ids = new HashSet<>();
      for (Element element : elements(page)) {
        String id = element.getAttribute("id");
        if (!id.isEmpty() && !ids.add(id)) {
          wrong.add(path + " has the anchor " + id + " twice");
        }
      }
      anchors.put(path, ids);
    } catch (SAXException | IOException | ParserConfigurationException e) {
      wrong.add(path + " is not well-formed: " + e.getMessage());
    }
  }

  private static List<Element> elements(Element page) {
    NodeList found = page.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private void check(String path, Element page) {
    for (Element element : elements(page)) {
      String tag = element.getTagName();
      if (!ELEMENTS.contains(tag)) {
        wrong.add(path + " has the element " + tag);
      }
      if (tag.equals("script") && !element.getTextContent().isEmpty()) {
        wrong.add(path + " has a script in it");
      }
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        String name = attributes.item(i).getNodeName();
        if (!ATTRIBUTES.contains(name)) {
          wrong.add(path + " has the attribute " + name);
        }
        if (name.equals("href") || name.equals("src")) {
          link(path, tag, attributes.item(i).getNodeValue());
        }
      }
    }
  }

  private void link(String path, String tag, String link) {
    if (tag.equals("a") && link.matches("(https?|mailto):.*")) {
      return;
    }
    URI target = URI.create("/" + path).resolve(link);
    String file = link.startsWith("#") ? path : target.getPath().substring(1);
    String anchor = target.getFragment() == null ? "" : target.getFragment();
    if (target.getScheme() != null || !files.containsKey(file)) {
      wrong.add(path + " leads to " + link);
    } else if (!anchor.isEmpty() && !anchors.getOrDefault(file, Set.of()).contains(anchor)) {
      wrong.add(path + " leads to the anchor " + link);
    }
  }

  private void checkIndex() {
    List<String> listed = new ArrayList<>();
    for (String line : files.getOrDefault("search-index.js", "").lines().toList()) {
      Matcher page = PAGE.matcher(line);
      Matcher entry = ENTRY.matcher(line);
      if (page.matches()) {
        listed.add(page.group(1));
      } else if (entry.matches()) {
        link(listed.get(Integer.parseInt(entry.group(1))), "entry", entry.group(2));
      }
    }
    assertEquals(new TreeSet<>(pages.keySet()), new TreeSet<>(listed));
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (String path : files.keySet()) {
      if (!names.add(path.toLowerCase(Locale.ROOT))
          || !path.matches("[a-z0-9._~-]+(/[a-z0-9._~-]+)?")) {
        wrong.add("the name of the file " + path);
      }
    }
  }
}

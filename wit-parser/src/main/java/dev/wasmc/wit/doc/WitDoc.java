package dev.wasmc.wit.doc;

import dev.wasmc.wit.InterfaceId;
import dev.wasmc.wit.PackageId;
import dev.wasmc.wit.Resolve;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Documentation of packages as HTML: a page for each package, interface and world, which link to
 * each other and to nothing else but what comments link to. They need no server, load nothing from
 * elsewhere, and without JavaScript lack only the search and the choice of colours.
 */
public final class WitDoc {
  /** The path of the page to begin with. */
  public static final String INDEX = Site.INDEX;

  static final String STYLE = "wit-doc.css";
  static final String SCRIPT = "wit-doc.js";
  private static final String SEARCH = "search-index.js";

  private WitDoc() {}

  /**
   * All files, by their paths, which are relative and have {@code /} in them. The same packages
   * give the same files.
   *
   * @param main the package that is listed first
   */
  public static SequencedMap<String, String> render(Resolve resolve, PackageId main) {
    Site site = new Site(resolve, main);
    Pages pages = new Pages(site);
    Map<PackageId, List<InterfaceId>> inlines = new LinkedHashMap<>();
    site.inlines()
        .forEach((id, inline) ->
            inlines
                .computeIfAbsent(resolve.get(inline.world()).packageId(), _ -> new ArrayList<>())
                .add(id));
    List<Page> all = new ArrayList<>();
    all.add(pages.index());
    for (PackageId id : site.packages()) {
      all.add(pages.of(id));
      resolve.get(id).worlds().values().forEach(world -> all.add(pages.of(world)));
      resolve.get(id).interfaces().values().forEach(each -> all.add(pages.of(each)));
      inlines.getOrDefault(id, List.of()).forEach(each -> all.add(pages.of(each)));
    }
    SequencedMap<String, String> files = new LinkedHashMap<>();
    all.forEach(page -> files.put(page.path(), page.html()));
    files.put(SEARCH, SearchIndex.script(all));
    files.put(STYLE, resource(STYLE));
    files.put(SCRIPT, resource(SCRIPT));
    return files;
  }

  private static String resource(String name) {
    try (InputStream stream = WitDoc.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

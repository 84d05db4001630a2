package dev.wasmc.wit.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages stay in proportion to what they are about. */
final class ManyPackagesTest {
  private static final int MANY = 2000;

  /** Bytes of a page with next to nothing on it. */
  private static final int FRAME = 4000;

  private static Map<String, String> pages(String text) {
    WitParser.Parsed parsed =
        new WitParser(WitOptions.DEFAULT).parse(new SourceFile("many.wit", text));
    return WitDoc.render(parsed.resolve(), parsed.main());
  }

  private static String many(IntFunction<String> part) {
    return IntStream.range(0, MANY).mapToObj(part).collect(Collectors.joining());
  }

  private static long pagesOver(int size, Map<String, String> pages) {
    return pages.values().stream().filter(page -> page.length() > size).count();
  }

  @Test
  @Timeout(60)
  void manyPackages() {
    Map<String, String> pages =
        pages(
            "package a:a;"
                + many(i ->
                    "package b:p" + i + " { interface i { type t = u8; } world w { import i; } }"));
    assertEquals(1 + 1 + 3 * MANY + 3, pages.size());
    assertEquals(4, pagesOver(FRAME, pages), "the list, the index, the style, the script");
  }

  @Test
  @Timeout(60)
  void manyInterfaces() {
    Map<String, String> pages =
        pages(
            "package a:a; interface all { type t = u8; }"
                + many(i -> "interface i" + i + " { use all.{t}; f: func(t: t); }"));
    assertEquals(MANY + 1 + 2 + 3, pages.size());
    assertEquals(6, pagesOver(FRAME, pages), "`all`, the lists, the index, the style, the script");
  }

  @Test
  @Timeout(60)
  void usersOfOneType() {
    Map<String, String> pages =
        pages(
            "package a:a; interface i { type t = u8; "
                + many(i -> "g" + i + ": func(t: t);")
                + "}");
    String page = pages.getOrDefault("a_a/interface.i.html", "");
    assertTrue(page.contains("<summary>Used 2000 times</summary>"));
    assertTrue(page.contains("<li>and 1700 more</li>"));
  }
}

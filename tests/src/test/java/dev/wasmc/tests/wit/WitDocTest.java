package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.bindings.WitPackages;
import dev.wasmc.tests.Golden;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.doc.WitDoc;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pages about packages: how they look, and that every link in them leads somewhere. */
final class WitDocTest {
  private static final WitOptions ALL = WitOptions.DEFAULT.withAllGates().withAllLanguage();

  @TestFactory
  Stream<DynamicTest> pagesOfEverything() {
    SequencedMap<String, String> pages = render(resource("doc/everything"), ALL);
    WitDocPages.check(pages);
    return pages.entrySet().stream()
        .filter(page -> !page.getKey().startsWith("wit-doc"))
        .map(page ->
            DynamicTest.dynamicTest(
                page.getKey(),
                () ->
                    Golden.verify(
                        WitDocTest.class,
                        "doc/everything/pages/" + page.getKey(),
                        page.getValue())));
  }

  @Test
  void gatesThatAreOffAreNotShown() {
    Map<String, String> pages =
        render(resource("doc/everything"), WitOptions.DEFAULT.withAllLanguage());
    WitDocPages.check(pages);
    assertTrue(String.join("", pages.values()).contains("external id: x:y"));
    assertFalse(String.join("", pages.values()).contains("growth"));
  }

  @TestFactory
  Stream<DynamicTest> pagesOfHostileComments() {
    SequencedMap<String, String> pages = render(resource("doc/hostile"), ALL);
    WitDocPages.check(pages);
    return pages.entrySet().stream()
        .filter(page -> page.getKey().startsWith("test_"))
        .map(page ->
            DynamicTest.dynamicTest(
                page.getKey(),
                () ->
                    Golden.verify(
                        WitDocTest.class, "doc/hostile/pages/" + page.getKey(), page.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> linksOfWasi() throws IOException {
    return WitCase.load("wasi").stream().map(c -> links(c, ALL));
  }

  @TestFactory
  Stream<DynamicTest> linksOfPackages() throws IOException {
    WitOptions options = WitOptions.DEFAULT.withGate("active").withAllLanguage();
    return WitCase.load("ui").stream().filter(WitCase::isAccepted).map(c -> links(c, options));
  }

  private static DynamicTest links(WitCase c, WitOptions options) {
    return DynamicTest.dynamicTest(
        c.name() + " " + c.cell("features"),
        () -> {
          SequencedMap<String, String> pages = render(c.path(), options);
          WitDocPages.check(pages);
          assertEquals(
              List.copyOf(pages.entrySet()), List.copyOf(render(c.path(), options).entrySet()));
        });
  }

  @Test
  void binaryFormsHaveTheSamePages() {
    Path path = resource("doc/hostile");
    WitParser.Parsed text = parse(path, ALL);
    WitParser.Parsed binary =
        WitPackages.read(
            WitOptions.DEFAULT.withAllLanguage(),
            "hostile.wasm",
            WitPackageEncoder.encode(text.resolve(), text.main()));
    assertEquals(
        WitDoc.render(text.resolve(), text.main()), WitDoc.render(binary.resolve(), binary.main()));
  }

  private static SequencedMap<String, String> render(Path path, WitOptions options) {
    WitParser.Parsed parsed = parse(path, options);
    return WitDoc.render(parsed.resolve(), parsed.main());
  }

  private static WitParser.Parsed parse(Path path, WitOptions options) {
    return WitPackages.parser(options).parse(path);
  }

  private static Path resource(String name) {
    try {
      Path found = Path.of(Objects.requireNonNull(WitDocTest.class.getResource(name)).toURI());
      assertTrue(Files.isDirectory(found));
      return found;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

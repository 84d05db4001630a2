package dev.wasmc.tests.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.text.ComponentPrinter;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.ModulePrinter;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;
import dev.wasmc.wasm.text.WatParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads every text of the corpora, and prints it so that it reads the same. What fails for a known
 * reason stands in {@code text-expectations.tsv}: file, line, what happens, reason.
 */
final class TextCorpusTest {
  private static final List<String> CORPORA =
      List.of("core", "component", "component-wasm-tools", "component-wasmtime");

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    Map<String, String> known = known();
    List<DynamicTest> tests = new ArrayList<>();
    for (String corpus : CORPORA) {
      Path root = Shared.conformance(corpus);
      try (Stream<Path> walk = Files.walk(root)) {
        walk.filter(file -> file.toString().endsWith(".wast"))
            .sorted()
            .forEach(file -> {
              String name = corpus + "/" + root.relativize(file);
              tests.add(DynamicTest.dynamicTest(name, () -> check(name, file, known)));
            });
      }
    }
    return tests.stream();
  }

  private static void check(String name, Path file, Map<String, String> known) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    walk(name, WastScript.parse(new SourceFile(name, Files.readString(file))).directives(), found);
    Map<String, String> expected = new LinkedHashMap<>(known);
    expected.keySet().removeIf(key -> !key.startsWith(name + "\t"));
    assertEquals(lines(expected), lines(found));
  }

  private static String lines(Map<String, String> results) {
    return String.join(
        "\n",
        results.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).sorted().toList());
  }

  private static void walk(
      String name, List<WastScript.Directive> directives, Map<String, String> found) {
    for (WastScript.Directive directive : directives) {
      switch (directive) {
        case WastScript.Module(WastModule module, int _) -> module(name, module, false, found);
        case WastScript.Definition(WastModule module, int _) -> module(name, module, false, found);
        case WastScript.AssertInvalid(WastModule module, String _, boolean _, int _) ->
            module(name, module, false, found);
        case WastScript.AssertUnlinkable(WastModule module, String _, int _) ->
            module(name, module, false, found);
        case WastScript.AssertMalformed(WastModule module, String _, boolean _, int _) ->
            module(name, module, true, found);
        case WastScript.AssertTrap(WastScript.Instantiation(WastModule module), String _, int _) ->
            module(name, module, false, found);
        case WastScript.Thread thread -> walk(name, thread.directives(), found);
        default -> {}
      }
    }
  }

  private static void module(
      String name, WastModule module, boolean malformed, Map<String, String> found) {
    if (module.form() instanceof WastModule.Binary) {
      return;
    }
    String key = name + "\t" + module.line();
    try {
      String difference = module.isComponent() ? component(module) : coreModule(module);
      if (malformed) {
        found.put(key, "accepted");
      } else if (!difference.isEmpty()) {
        found.put(key, difference);
      }
    } catch (DiagnosticException e) {
      if (!malformed) {
        found.put(key, e.first().problem().id());
      }
    }
  }

  private static String coreModule(WastModule text) {
    CoreModule module = text.coreModule();
    CoreModule again =
        WatParser.parseModule(new SourceFile("printed", ModulePrinter.print(module)));
    return Arrays.equals(ModuleEncoder.encode(module), ModuleEncoder.encode(again))
        ? ""
        : "printed otherwise";
  }

  private static String component(WastModule text) {
    Component component =
        switch (text.form()) {
          case WastModule.Quote quote -> ComponentParser.parse(text.quoted(quote));
          case WastModule.Text fields -> ComponentParser.parse(fields, text.name());
          case WastModule.Binary binary -> throw new IllegalArgumentException("binary");
        };
    Component again =
        ComponentParser.parse(new SourceFile("printed", ComponentPrinter.print(component)));
    return Arrays.equals(ComponentEncoder.encode(component), ComponentEncoder.encode(again))
        ? ""
        : "printed otherwise";
  }

  private static Map<String, String> known() throws IOException {
    Map<String, String> known = new LinkedHashMap<>();
    try (InputStream in = TextCorpusTest.class.getResourceAsStream("text-expectations.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] cells = line.split("\t", -1);
        known.put(cells[0] + "\t" + cells[1], cells[2]);
      }
    }
    return known;
  }
}

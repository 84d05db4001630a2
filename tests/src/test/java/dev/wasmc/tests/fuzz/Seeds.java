package dev.wasmc.tests.fuzz;

import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.bindings.WitPackages;
import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.text.ComponentPrinter;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.tests.wit.WitCase;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.ModulePrinter;
import dev.wasmc.wasm.text.WastModule;
import dev.wasmc.wasm.text.WastScript;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Inputs, most from the corpora, small ones only: a fuzzer makes the most of those. */
final class Seeds {
  private static final int MAX_BYTES = 4096;

  /** The corpora have none. */
  private static final Path NESTED_NAMES =
      Path.of("src/test/resources/dev/wasmc/tests/wit/nested-names.wit");

  private Seeds() {}

  static List<byte[]> wit() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String corpus : List.of("ui", "accept", "wasi", "component-interfaces")) {
      for (Path file : files(Shared.conformance("wit").resolve(corpus), ".wit")) {
        add(seeds, Files.readAllBytes(file));
      }
    }
    add(seeds, Files.readAllBytes(NESTED_NAMES));
    return seeds;
  }

  static List<byte[]> witBinary() throws IOException {
    WitOptions options = WitOptions.DEFAULT.withAllLanguage().withGate("active");
    List<byte[]> seeds = new ArrayList<>();
    for (String corpus : List.of("ui", "accept", "component-interfaces")) {
      for (WitCase found : WitCase.load(corpus)) {
        ifReadable(() -> {
          WitParser.Parsed parsed = WitPackages.parser(options).parse(found.path());
          add(seeds, WitPackageEncoder.encode(parsed.resolve(), parsed.main()));
        });
      }
    }
    WitParser.Parsed nested = WitPackages.parser(options).parse(NESTED_NAMES);
    add(seeds, WitPackageEncoder.encode(nested.resolve(), nested.main()));
    for (Path file : files(Shared.conformance("wit/component-interfaces"), ".wat")) {
      String text = Files.readString(file);
      ifReadable(() ->
          add(
              seeds,
              ComponentEncoder.encode(
                  ComponentParser.parse(new SourceFile(file.toString(), text)))));
    }
    return seeds;
  }

  static List<byte[]> modules() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    forEachModule(module -> add(seeds, ModuleEncoder.encode(module)));
    return seeds;
  }

  static List<byte[]> components() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    forEachComponent(component -> add(seeds, ComponentEncoder.encode(component)));
    return seeds;
  }

  static List<byte[]> wat() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    forEachModule(module -> add(seeds, utf8(ModulePrinter.print(module))));
    forEachComponent(component -> add(seeds, utf8(ComponentPrinter.print(component))));
    for (Path file : files(Shared.conformance("wit"), ".wat")) {
      add(seeds, Files.readAllBytes(file));
    }
    return seeds;
  }

  static List<byte[]> wave() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path file : files(Shared.conformance("wave"), ".waves")) {
      for (String call : Files.readString(file).split(";\n", -1)) {
        add(seeds, utf8(call));
      }
    }
    return seeds;
  }

  private static void forEachModule(Consumer<CoreModule> action) throws IOException {
    forEachText(
        "core",
        (script, module) -> {
          if (!module.isComponent()) {
            action.accept(module.coreModule());
          }
        });
  }

  private static void forEachComponent(Consumer<Component> action) throws IOException {
    forEachText(
        "component",
        (script, module) -> {
          if (module.isComponent() && module.form() instanceof WastModule.Text fields) {
            action.accept(ComponentParser.parse(fields, module.name()));
          }
        });
  }

  private interface ModuleAction {
    void accept(WastScript script, WastModule module);
  }

  /** Those that a script defines; those that it says are wrong are left to the fuzzer. */
  private static void forEachText(String corpus, ModuleAction action) throws IOException {
    for (Path file : files(Shared.conformance(corpus), ".wast")) {
      WastScript script = WastScript.parse(new SourceFile(file.toString(), Files.readString(file)));
      for (WastScript.Directive directive : script.directives()) {
        ifReadable(() -> {
          switch (directive) {
            case WastScript.Module(var module, _) -> action.accept(script, module);
            case WastScript.Definition(var module, _) -> action.accept(script, module);
            default -> {}
          }
        });
      }
    }
  }

  private static void ifReadable(Runnable action) {
    try {
      action.run();
    } catch (DiagnosticException refused) {
      // A corpus has cases that are to be refused.
      return;
    }
  }

  private static List<Path> files(Path folder, String extension) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
    }
  }

  private static void add(List<byte[]> seeds, byte[] seed) {
    if (seed.length <= MAX_BYTES) {
      seeds.add(seed);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

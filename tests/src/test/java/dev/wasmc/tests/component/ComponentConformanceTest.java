package dev.wasmc.tests.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.engine.GuestThread;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.tests.core.Verdict;
import dev.wasmc.wasm.text.WastScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The test suites of components. Every component of them is read and validated with the features
 * that are on by default; what needs others may be refused. Steps that execute something run where
 * a corpus is meant for that.
 */
final class ComponentConformanceTest {
  private static final List<String> CORPORA =
      List.of("component", "component-wasm-tools", "component-gates", "component-wasmtime");

  private static final Set<String> EXECUTED = Set.of("component", "component-wasmtime");

  private static final ComponentExpectations EXPECTATIONS = ComponentExpectations.load();
  private static final Map<String, int[]> COUNTS = new TreeMap<>();

  /** For corpora whose components are not meant to be executed. */
  private enum ValidOnly implements ComponentMachine {
    VALID_ONLY;

    @Override
    public Verdict step(WastScript.Directive directive, Components components) {
      return new Verdict.Skipped("not meant to be executed");
    }

    @Override
    public void absent(WastScript.Directive directive) {}
  }

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String corpus : CORPORA) {
      Path root = Shared.conformance(corpus);
      Gates gates = Gates.load(root);
      try (Stream<Path> walk = Files.walk(root)) {
        walk.filter(file -> file.toString().endsWith(".wast"))
            .sorted()
            .forEach(file -> {
              String relative = root.relativize(file).toString();
              tests.add(
                  DynamicTest.dynamicTest(
                      corpus + "/" + relative, () -> run(corpus, relative, file, gates)));
            });
      }
    }
    return tests.stream();
  }

  private static void run(String corpus, String relative, Path file, Gates gates)
      throws Exception {
    String name = corpus + "/" + relative;
    String text = Files.readString(file);
    List<String> wrong = new ArrayList<>();
    ComponentScriptRunner runner =
        new ComponentScriptRunner(
            name,
            Gates.features(corpus),
            Gates.coreFeatures(text),
            Gates.refusesFeatures(corpus),
            line -> gates.missing(relative, line),
            EXECUTED.contains(corpus) ? new RuntimeMachine() : ValidOnly.VALID_ONLY,
            (kind, line, verdict) -> judge(name, kind, line, verdict, wrong));
    WastScript script = WastScript.parse(new SourceFile(name, text));
    GuestThread.run(
        () -> {
          runner.run(script);
          return name;
        });
    assertEquals("", String.join("\n", wrong));
  }

  private static void judge(
      String file, String kind, int line, Verdict verdict, List<String> wrong) {
    int[] counts = COUNTS.computeIfAbsent(kind, key -> new int[4]);
    boolean known = EXPECTATIONS.fails(file, kind, line);
    switch (verdict) {
      case Verdict.Passed.PASSED -> {
        counts[0]++;
        if (known) {
          wrong.add(file + "\t" + kind + "\t" + line + "\tpasses, and is listed as failing");
        }
      }
      case Verdict.Failed(String what) -> {
        counts[known ? 3 : 1]++;
        if (!known) {
          wrong.add(file + "\t" + kind + "\t" + line + "\t" + what);
        }
      }
      case Verdict.Skipped _ -> counts[2]++;
    }
  }

  @AfterAll
  static void summary() {
    COUNTS.forEach((kind, counts) ->
        System.out.printf(
            "component %s: %d passed, %d failed, %d skipped, %d known to fail%n",
            kind, counts[0], counts[1], counts[2], counts[3]));
  }
}

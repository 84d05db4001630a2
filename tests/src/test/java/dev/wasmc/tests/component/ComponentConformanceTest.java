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
  private static final Counts BY_KIND = new Counts();
  private static final Counts BY_FILE = new Counts();

  /** Verdicts by what they are about. */
  private record Counts(Map<String, int[]> numbers) {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int SKIPPED = 2;
    private static final int KNOWN = 3;

    Counts() {
      this(new TreeMap<>());
    }

    void add(String about, int what) {
      numbers.computeIfAbsent(about, _ -> new int[4])[what]++;
    }

    void print() {
      numbers.forEach((about, counts) ->
          System.out.printf(
              "%s: %d passed, %d failed, %d skipped, %d known to fail%n",
              about, counts[PASSED], counts[FAILED], counts[SKIPPED], counts[KNOWN]));
    }
  }

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

  private static void run(String corpus, String relative, Path file, Gates gates) throws Exception {
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
    GuestThread.run(() -> {
      runner.run(script);
      return name;
    });
    assertEquals("", String.join("\n", wrong));
  }

  private static void judge(
      String file, String kind, int line, Verdict verdict, List<String> wrong) {
    boolean known = EXPECTATIONS.fails(file, kind, line);
    int what =
        switch (verdict) {
          case Verdict.Passed.PASSED -> Counts.PASSED;
          case Verdict.Failed _ -> known ? Counts.KNOWN : Counts.FAILED;
          case Verdict.Skipped _ -> Counts.SKIPPED;
        };
    BY_KIND.add("component " + kind, what);
    BY_FILE.add(file, what);
    String at = file + "\t" + kind + "\t" + line + "\t";
    if (verdict instanceof Verdict.Failed(String why) && !known) {
      wrong.add(at + why);
    } else if (what == Counts.PASSED && known) {
      wrong.add(at + "passes, and is listed as failing");
    }
  }

  @AfterAll
  static void summary() {
    BY_FILE.print();
    BY_KIND.print();
  }
}

package dev.wasmc.tests.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.MemoryPlacement;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.text.WastScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The core test suite. Every module of it is decoded, or read from text, and validated with all
 * features; steps that execute something are run where all features of their modules can be
 * executed.
 */
final class CoreConformanceTest {
  /** The suite of threads is written against WebAssembly 2.0. */
  private static final Features THREADS =
      Features.ALL.without(
          Feature.MULTI_MEMORY,
          Feature.REFERENCE_TYPES,
          Feature.MEMORY64,
          Feature.FUNCTION_REFERENCES,
          Feature.GC);

  private static final Expectations EXPECTATIONS = Expectations.load();
  private static final Map<String, int[]> COUNTS = new TreeMap<>();

  /** Everything counted and checked, and functions in as many methods as can be. */
  private static final EngineOptions LABORIOUS =
      EngineOptions.DEFAULT
          .withFuel(true)
          .withDepth(true)
          .withExactMemory(false)
          .withMethodBytes(150);

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    return scripts(EngineOptions.DEFAULT);
  }

  @TestFactory
  Stream<DynamicTest> inManyMethods() throws IOException {
    return scripts(EngineOptions.DEFAULT.withMethodBytes(500).withSplitAfter(0));
  }

  /** Functions that run are left for others, sometimes in the middle of a loop. */
  @TestFactory
  Stream<DynamicTest> splitLater() throws IOException {
    return scripts(EngineOptions.DEFAULT.withMethodBytes(100).withSplitAfter(12));
  }

  @TestFactory
  Stream<DynamicTest> withRoomToGrow() throws IOException {
    return scripts(EngineOptions.DEFAULT.withExactMemory(false).withRawMemory(false));
  }

  /** Nothing but our own comparison is between the code and the JVM's memory. */
  @TestFactory
  Stream<DynamicTest> withRawMemory() throws IOException {
    return scripts(EngineOptions.DEFAULT.withExactMemory(false).withRawMemory(true));
  }

  @TestFactory
  Stream<DynamicTest> outsideOfTheHeap() throws IOException {
    return scripts(EngineOptions.DEFAULT.withMemories(MemoryPlacement.SEGMENTS));
  }

  @TestFactory
  Stream<DynamicTest> laboriously() throws IOException {
    return scripts(LABORIOUS);
  }

  private static Stream<DynamicTest> scripts(EngineOptions options) throws IOException {
    Path root = Shared.conformance("core");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(file -> file.toString().endsWith(".wast")).sorted().toList();
    }
    return files.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                root.relativize(file).toString(), () -> run(root.relativize(file), file, options)));
  }

  private static void run(Path relative, Path file, EngineOptions options) throws Exception {
    String name = relative.toString();
    List<String> wrong = new ArrayList<>();
    ScriptRunner runner =
        new ScriptRunner(
            name,
            name.contains("threads") ? THREADS : Features.ALL,
            new EngineMachine(options),
            (kind, line, verdict) -> judge(name, kind, line, verdict, wrong));
    WastScript script = WastScript.parse(new SourceFile(name, Files.readString(file)));
    GuestThread.run(() -> {
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
      case Verdict.Skipped skipped -> counts[2]++;
    }
  }

  @AfterAll
  static void summary() {
    COUNTS.forEach((kind, counts) ->
        System.out.printf(
            "core %s: %d passed, %d failed, %d skipped, %d known to fail%n",
            kind, counts[0], counts[1], counts[2], counts[3]));
  }
}

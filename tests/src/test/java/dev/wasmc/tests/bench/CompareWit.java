package dev.wasmc.tests.bench;

import dev.wasmc.tests.e2e.Tool;
import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Reads WIT packages and prints them again: in this process until that is as fast as it gets, as
 * {@code wasmc wit} and as {@code wasm-tools component wit}, each a process of its own, one after
 * the other. Prints the medians and the ratios to wasm-tools, without which there is nothing to do.
 */
public final class CompareWit {
  private static final double WARM_SECONDS = 8;
  private static final int PROCESSES = 5;

  private CompareWit() {}

  public static void main(String[] args) throws Exception {
    if (!Tool.WASM_TOOLS.isPresent()) {
      System.out.println("there is no wasm-tools on the PATH to compare with");
      return;
    }
    Path folder = Files.createTempDirectory("wasmc-wit");
    try {
      System.out.printf(
          "%n%-16s%12s%12s%14s%16s%14s%n",
          "text", "warm ms", "process ms", "wasm-tools ms", "warm to theirs", "process to it");
      compare("WASI 0.2 + 0.3", wasi(folder), folder);
      for (int length : List.of(10_000, 1_000_000, 10_000_000)) {
        Path file = folder.resolve(length + ".wit");
        Files.writeString(file, WitTexts.generated(length).text());
        compare(length / 1000 + " kB", file, folder);
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** A package that uses all of WASI, with all that there is of it in {@code deps}. */
  private static Path wasi(Path folder) throws IOException {
    Path root = folder.resolve("wasi");
    int number = 0;
    for (Path from : WitTexts.wasiFolders()) {
      number++;
      Path into = root.resolve("deps").resolve(number + "-" + from.getFileName());
      Files.createDirectories(into);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".wit")).toList()) {
          Files.copy(file, into.resolve(file.getFileName()));
        }
      }
    }
    Files.writeString(
        root.resolve("all.wit"),
        """
        package bench:all;

        world all {
          include wasi:cli/command@0.2.12;
          include wasi:http/imports@0.2.12;
          include wasi:http/service@0.3.0;
        }
        """);
    return root;
  }

  private static void compare(String name, Path input, Path folder) throws Exception {
    String output = folder.resolve("out.wit").toString();
    String wasmc = Path.of(System.getProperty("wasmc.root", ".."), "wasmc").toString();
    double theirs =
        process(List.of("wasm-tools", "component", "wit", input.toString(), "-o", output));
    double ours = process(List.of(wasmc, "wit", input.toString(), "-o", output));
    double warm = warm(input);
    System.out.printf(
        Locale.ROOT,
        "%-16s%12.2f%12.0f%14.1f%16.2f%14.2f%n",
        name,
        warm,
        ours,
        theirs,
        warm / theirs,
        ours / theirs);
  }

  private static double process(List<String> command) throws Exception {
    Callable<Integer> run = () -> new ProcessBuilder(command).inheritIO().start().waitFor();
    // The first one may have to build something, or read from disk.
    for (int i = 0; i < 2; i++) {
      if (run.call() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed");
      }
    }
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      times.add(millis(run));
    }
    return median(times);
  }

  private static double warm(Path input) throws Exception {
    Callable<Integer> readAndPrint =
        () -> {
          WitParser.Parsed parsed = new WitParser(WitOptions.DEFAULT).parse(input);
          return WitPrinter.printAll(parsed.resolve(), parsed.main()).length();
        };
    List<Double> times = new ArrayList<>();
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_SECONDS * 1e9 || times.size() < 4) {
      times.add(millis(readAndPrint));
    }
    return median(times.subList(times.size() * 3 / 4, times.size()));
  }

  private static double millis(Callable<Integer> task) throws Exception {
    long start = System.nanoTime();
    task.call();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }
}

package dev.wasmc.tests.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Runs the benchmark kernels here, on wasmtime (its Python package) and on endive, each in a
 * process of its own, one after the other, and prints the times and their ratios. An engine that is
 * not there is named and left out.
 *
 * <p>Arguments: the kernels to run; all, where none is named.
 */
public final class CompareEngines {
  private static final Path ROOT = Path.of(System.getProperty("wasmc.root", "..")).normalize();
  private static final String PYTHON = "python3";

  /**
   * @param first milliseconds from the bytes of the module to the result of the first call
   * @param steady milliseconds of a call when warm, 0 where it is not measured
   */
  private record Times(double first, double steady) {}

  private final Map<String, List<String>> engines = new LinkedHashMap<>();
  private final Map<Kernel, Map<String, Times>> measured = new LinkedHashMap<>();

  private CompareEngines() {
    List<String> java =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:-OmitStackTraceInFastThrow",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            KernelProcess.class.getName());
    engines.put("wasmc", with(java, "wasmc"));
    if (hasWasmtime()) {
      Path script = ROOT.resolve("tests/src/test/resources/bench/wasmtime_kernel.py");
      engines.put("wasmtime", List.of(PYTHON, script.toString()));
    } else {
      System.out.println("wasmtime is left out: no Python package of that name");
    }
    engines.put("endive", with(java, "endive"));
  }

  public static void main(String[] args) throws Exception {
    List<String> names = List.of(args);
    Predicate<Kernel> chosen = kernel -> names.isEmpty() || names.contains(kernel.name());
    CompareEngines comparison = new CompareEngines();
    for (Kernel kernel : Kernels.all().filter(chosen).toList()) {
      comparison.measure(kernel);
    }
    comparison.print();
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  private static boolean hasWasmtime() {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import wasmtime")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no Python, which is said where this is asked
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(Kernel kernel) throws Exception {
    Map<String, Times> times = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> engine : engines.entrySet()) {
      System.err.println(kernel.name() + "(" + kernel.argument() + ") on " + engine.getKey());
      times.put(engine.getKey(), run(engine.getValue(), kernel));
    }
    measured.put(kernel, times);
  }

  private static Times run(List<String> engine, Kernel kernel) throws Exception {
    Process process =
        new ProcessBuilder(
                with(
                    engine,
                    kernel.file().toString(),
                    Integer.toString(kernel.argument()),
                    Integer.toString(kernel.result()),
                    Integer.toString(kernel.warmSeconds())))
            .directory(new File(System.getProperty("java.io.tmpdir")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(kernel.name() + " failed: " + engine);
    }
    String[] parts = out.strip().split("[= ]", -1);
    return new Times(Double.parseDouble(parts[1]), Double.parseDouble(parts[3]));
  }

  private void print() {
    System.out.printf("%n%-12s", "kernel");
    for (String engine : engines.keySet()) {
      System.out.printf("%20s", engine + " ms (first)");
    }
    for (String peer : peers()) {
      System.out.printf("%16s", "to " + peer);
    }
    System.out.println();
    measured.forEach(this::printRow);
    printMean("mean of the 11", Kernel::older);
    printMean("mean of all", kernel -> kernel.warmSeconds() > 0);
  }

  private List<String> peers() {
    return engines.keySet().stream().filter(name -> !name.equals("wasmc")).toList();
  }

  private void printRow(Kernel kernel, Map<String, Times> times) {
    System.out.printf("%-12s", kernel.name() + (kernel.warmSeconds() > 0 ? "" : kernel.argument()));
    for (Times time : times.values()) {
      System.out.printf(Locale.ROOT, "%11.2f (%6.0f)", time.steady(), time.first());
    }
    for (String peer : peers()) {
      System.out.printf(Locale.ROOT, "%16.2f", ratio(kernel, times, peer));
    }
    System.out.println();
  }

  /** Of first calls where nothing else is measured. */
  private static double ratio(Kernel kernel, Map<String, Times> times, String peer) {
    Times ours = times.get("wasmc");
    Times theirs = times.get(peer);
    return kernel.warmSeconds() > 0
        ? ours.steady() / theirs.steady()
        : ours.first() / theirs.first();
  }

  private void printMean(String name, Predicate<Kernel> which) {
    Collection<Kernel> kernels = measured.keySet().stream().filter(which).toList();
    if (kernels.isEmpty()) {
      return;
    }
    System.out.printf("%-12s%" + (20 * engines.size() + 12 - Math.max(12, name.length())) + "s", name, "");
    for (String peer : peers()) {
      double logs =
          kernels.stream()
              .mapToDouble(kernel -> Math.log(ratio(kernel, measured.get(kernel), peer)))
              .sum();
      System.out.printf(Locale.ROOT, "%16.2f", Math.exp(logs / kernels.size()));
    }
    System.out.println();
  }
}

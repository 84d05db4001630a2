package dev.wasmc.tests.bench;

import dev.wasmc.tests.WasmtimePython;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs the benchmark kernels here, on wasmtime (its Python package) and on endive, each in a
 * process of its own, one after the other, and prints the times and their ratios. An engine that is
 * not there is named and left out.
 *
 * <p>Endive has no components.
 *
 * <p>Arguments: the kernels to run; all, where none is named.
 */
public final class CompareEngines {
  /** How to start a process that measures a kernel. */
  private record Engine(String name, List<String> command, boolean hasComponents) {
    static Engine onJvm(String name) {
      List<String> command = new ArrayList<>();
      command.add(ProcessHandle.current().info().command().orElse("java"));
      // As the launcher has it, but for CompileThresholdScaling=5: that has code compiled
      // sooner, which is for starts; warm, it says nothing.
      command.add("-XX:+UseSerialGC");
      command.add("-XX:PretenureSizeThreshold=16m");
      command.add("-XX:-OmitStackTraceInFastThrow");
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(KernelProcess.class.getName(), name));
      return new Engine(name, command, !name.equals("endive"));
    }
  }

  /**
   * @param first milliseconds from the bytes of the module to the result of the first call
   * @param steady milliseconds of a call when warm, or of an instance and a call of it
   */
  private record Times(double first, double steady) {}

  /**
   * @param times in the order of the engines, ours first; nothing for those that cannot run it
   */
  private record Row(Kernel kernel, List<Optional<Times>> times) {
    OptionalDouble ratio(int peer) {
      Times ours = times.getFirst().orElseThrow();
      return times.get(peer).stream().mapToDouble(peers -> ours.steady / peers.steady).findFirst();
    }
  }

  private final List<Engine> engines = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private CompareEngines() throws InterruptedException {
    engines.add(Engine.onJvm("wasmc"));
    if (WasmtimePython.isPresent()) {
      engines.add(new Engine("wasmtime", WasmtimePython.command("bench/wasmtime_kernel.py"), true));
    } else {
      System.out.println("wasmtime is left out: no Python package of that name");
    }
    engines.add(Engine.onJvm("endive"));
  }

  public static void main(String[] args) throws Exception {
    List<String> names = List.of(args);
    CompareEngines comparison = new CompareEngines();
    for (Kernel kernel : Stream.concat(Kernels.all(), Kernels.COMPONENTS.stream()).toList()) {
      if (names.isEmpty() || names.contains(kernel.name())) {
        comparison.measure(kernel);
      }
    }
    comparison.print();
  }

  private void measure(Kernel kernel) throws Exception {
    List<Optional<Times>> times = new ArrayList<>();
    for (Engine engine : engines) {
      if (kernel.isComponent() && !engine.hasComponents()) {
        times.add(Optional.empty());
        continue;
      }
      System.err.println(kernel.name() + "(" + kernel.argument() + ") on " + engine.name());
      times.add(Optional.of(run(engine, kernel)));
    }
    rows.add(new Row(kernel, times));
  }

  private static Times run(Engine engine, Kernel kernel) throws Exception {
    List<String> arguments =
        List.of(
            kernel.file().toString(),
            Integer.toString(kernel.argument()),
            Integer.toString(kernel.result()),
            Integer.toString(kernel.warmSeconds()),
            kernel.export());
    Process process =
        new ProcessBuilder(Stream.concat(engine.command().stream(), arguments.stream()).toList())
            .directory(new File(System.getProperty("java.io.tmpdir")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(kernel.name() + " failed on " + engine.name());
    }
    String[] parts = out.strip().split("[= ]", -1);
    return new Times(Double.parseDouble(parts[1]), Double.parseDouble(parts[3]));
  }

  private void print() {
    System.out.printf("%n%-16s", "kernel");
    engines.forEach(engine -> System.out.printf("%20s", engine.name() + " ms (first)"));
    engines.stream().skip(1).forEach(engine -> System.out.printf("%14s", "to " + engine.name()));
    System.out.println();
    for (Row row : rows) {
      Kernel kernel = row.kernel();
      System.out.printf(
          "%-16s", kernel.name() + (kernel.warmSeconds() > 0 ? "" : " " + kernel.argument()));
      for (Optional<Times> time : row.times()) {
        System.out.printf(
            "%20s",
            time.map(
                    each -> String.format(Locale.ROOT, "%.2f (%6.0f)", each.steady(), each.first()))
                .orElse("-"));
      }
      for (int peer = 1; peer < engines.size(); peer++) {
        OptionalDouble ratio = row.ratio(peer);
        System.out.printf(
            "%14s",
            ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "-");
      }
      System.out.println();
    }
    printMean("mean of the 11", Kernel::older);
    printMean("mean of the 12", kernel -> kernel.warmSeconds() > 0 && !kernel.isComponent());
  }

  private void printMean(String name, Predicate<Kernel> which) {
    List<Row> counted = rows.stream().filter(row -> which.test(row.kernel())).toList();
    if (counted.isEmpty()) {
      return;
    }
    System.out.printf("%-16s%s", name, " ".repeat(20 * engines.size()));
    for (int peer = 1; peer < engines.size(); peer++) {
      double logs = 0;
      for (Row row : counted) {
        logs += Math.log(row.ratio(peer).orElseThrow());
      }
      System.out.printf(Locale.ROOT, "%14.2f", Math.exp(logs / counted.size()));
    }
    System.out.println();
  }
}

package dev.wasmc.tests.bench;

import dev.wasmc.tests.WasmtimePython;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
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
 * process of its own, and prints the times and their ratios. Once they are warm the processes take
 * turns of half a second, and the best of each counts: what else runs on a machine slows it for
 * seconds to minutes. An engine that is not there is named and left out.
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

  private static final int TURNS = 12;

  /** A kernel that an engine has run once, and then until it got no faster. */
  private static final class Running implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter orders;
    private final String name;
    private final double first;
    private double best = Double.MAX_VALUE;

    Running(Engine engine, Kernel kernel) throws IOException {
      List<String> arguments =
          List.of(
              kernel.file().toString(),
              Integer.toString(kernel.argument()),
              Integer.toString(kernel.result()),
              Integer.toString(kernel.warmSeconds()),
              kernel.export());
      name = kernel.name() + "(" + kernel.argument() + ") on " + engine.name();
      System.err.println(name);
      process =
          new ProcessBuilder(Stream.concat(engine.command().stream(), arguments.stream()).toList())
              .directory(new File(System.getProperty("java.io.tmpdir")))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      out = process.inputReader(StandardCharsets.UTF_8);
      orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
      first = Double.parseDouble(answer());
      if (kernel.warmSeconds() > 0) {
        orders.println(KernelProcess.WARM);
        answer();
      }
    }

    private String answer() throws IOException {
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException(name + " failed");
      }
      return line;
    }

    void takeTurn() throws IOException {
      orders.println(KernelProcess.STRETCH);
      best = Math.min(best, Double.parseDouble(answer()));
    }

    Times times() {
      return new Times(first, best);
    }

    /** Ends the process, which reads no further order. */
    @Override
    public void close() {
      orders.close();
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

  private void measure(Kernel kernel) throws IOException {
    List<Optional<Running>> processes = new ArrayList<>();
    try {
      for (Engine engine : engines) {
        processes.add(
            kernel.isComponent() && !engine.hasComponents()
                ? Optional.empty()
                : Optional.of(new Running(engine, kernel)));
      }
      for (int turn = 0; turn < TURNS; turn++) {
        for (Optional<Running> process : processes) {
          if (process.isPresent()) {
            process.get().takeTurn();
          }
        }
      }
      rows.add(new Row(kernel, processes.stream().map(each -> each.map(Running::times)).toList()));
    } finally {
      processes.forEach(each -> each.ifPresent(Running::close));
    }
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

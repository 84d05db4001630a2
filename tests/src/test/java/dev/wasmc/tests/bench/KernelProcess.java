package dev.wasmc.tests.bench;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.Store;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.sandbox.GuestInstance;
import dev.wasmc.sandbox.PreparedGuest;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ExportFunction;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/**
 * Measures one kernel on one engine, in a process of its own. Prints what {@code
 * wasmtime_kernel.py} prints too: milliseconds from the bytes of the module to the first result,
 * and the median of a call when warm, in the best of some short stretches: what else runs on a
 * machine slows it for seconds. A kernel that is not to be warmed up is called once in each of many
 * instances instead, and the median is that of making one and calling it.
 *
 * <p>Arguments: the engine, the file, the kernel's argument and result, the seconds to warm up at
 * least, the function.
 */
public final class KernelProcess {
  private static final double MEASURED_SECONDS = 3;
  private static final double STRETCH_SECONDS = 0.5;
  private static final double MOST_WARM_SECONDS = 60;

  /** A call is not warm as long as it gets faster than this, from one stretch to the next. */
  private static final double STEADY = 0.98;

  /** A module or component that is ready to be instantiated. */
  private interface Program {
    IntUnaryOperator instantiate();
  }

  private KernelProcess() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    int argument = Integer.parseInt(args[2]);
    int result = Integer.parseInt(args[3]);
    int warmSeconds = Integer.parseInt(args[4]);
    String export = args[5];
    byte[] bytes = Files.readAllBytes(file);
    String line =
        GuestThread.run(() -> {
          long start = System.nanoTime();
          Program program = args[0].equals("endive") ? endive(bytes) : wasmc(bytes, export);
          IntUnaryOperator kernel = program.instantiate();
          check(kernel.applyAsInt(argument), result);
          double first = millis(start);
          double median =
              warmSeconds == 0
                  ? times(
                      each -> program.instantiate().applyAsInt(each),
                      argument,
                      result,
                      MEASURED_SECONDS)
                  : warm(kernel, argument, result, warmSeconds);
          return "first=" + first + " median=" + median;
        });
    System.out.println(line);
  }

  private static double warm(IntUnaryOperator kernel, int argument, int result, int warmSeconds) {
    double before;
    double now = times(kernel, argument, result, warmSeconds);
    double warm = warmSeconds;
    do {
      before = now;
      now = times(kernel, argument, result, warmSeconds / 2.0);
      warm += warmSeconds / 2.0;
    } while (now < before * STEADY && warm < MOST_WARM_SECONDS);
    return times(kernel, argument, result, MEASURED_SECONDS);
  }

  /** The median of a call in the best stretch of so many seconds. */
  private static double times(IntUnaryOperator kernel, int argument, int result, double seconds) {
    double best = Double.MAX_VALUE;
    long start = System.nanoTime();
    while (millis(start) < seconds * 1000) {
      best = Math.min(best, stretch(kernel, argument, result));
    }
    return best;
  }

  private static double stretch(IntUnaryOperator kernel, int argument, int result) {
    List<Double> times = new ArrayList<>();
    long start = System.nanoTime();
    while (millis(start) < STRETCH_SECONDS * 1000) {
      long before = System.nanoTime();
      int answer = kernel.applyAsInt(argument);
      times.add(millis(before));
      check(answer, result);
    }
    times.sort(null);
    return times.get(times.size() / 2);
  }

  private static void check(int answer, int result) {
    if (answer != result) {
      throw new IllegalStateException("it gave " + answer + ", not " + result);
    }
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static Program wasmc(byte[] bytes, String export) {
    if (!export.equals(Kernel.RUN)) {
      return component(bytes, export);
    }
    CompiledModule module =
        CompiledModule.compile(
            ModuleValidator.validate(
                "kernel", ModuleDecoder.decode("kernel", ByteSlice.of(bytes)), Features.SUPPORTED),
            EngineOptions.DEFAULT);
    return () -> {
      Instance instance = module.instantiate(new Store(), List.of());
      Function run = instance.function("run");
      return argument -> (int) run.call(argument)[0];
    };
  }

  private static Program component(byte[] bytes, String export) {
    PreparedGuest prepared =
        Sandbox.prepare(GuestComponent.load("kernel", ByteSlice.of(bytes)), Policy.DENY_ALL);
    return () -> {
      GuestInstance instance = prepared.instantiate(RunOptions.QUIET);
      return argument ->
          Math.toIntExact(
              Arguments.integer(
                  List.of(Objects.requireNonNull(instance.call(export, Value.of(argument)))), 0));
    };
  }

  private static Program endive(byte[] bytes) {
    WasmModule module = Parser.parse(bytes);
    var machines = MachineFactoryCompiler.compile(module);
    return () -> {
      ExportFunction kernel =
          run.endive.runtime.Instance.builder(module)
              .withMachineFactory(machines)
              .build()
              .export("run");
      return argument -> (int) kernel.apply(argument)[0];
    };
  }
}

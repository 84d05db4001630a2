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
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
 * Measures one kernel on one engine, in a process of its own, as {@code wasmtime_kernel.py} does
 * for wasmtime. It prints the milliseconds from the bytes of the module to the first result, and
 * then a line for each line it is given: {@value #WARM} after it has called the kernel until calls
 * get no faster, for {@value #STRETCH} the median milliseconds of calls in half a second. A kernel
 * that is not to be warmed up is called once in each of many instances instead, and the time is
 * that of making one and calling it.
 *
 * <p>Arguments: the engine, the file, the kernel's argument and result, the seconds to warm up at
 * least, the function.
 */
public final class KernelProcess {
  static final String WARM = "warm";
  static final String STRETCH = "stretch";

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
    GuestThread.run(() -> {
      long start = System.nanoTime();
      Program program = args[0].equals("endive") ? endive(bytes) : wasmc(bytes, export);
      IntUnaryOperator kernel = program.instantiate();
      check(kernel.applyAsInt(argument), result);
      System.out.println(millis(start));
      IntUnaryOperator measured =
          warmSeconds == 0 ? each -> program.instantiate().applyAsInt(each) : kernel;
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        if (order.equals(WARM)) {
          warm(measured, argument, result, warmSeconds);
          System.out.println(WARM);
        } else {
          System.out.println(stretch(measured, argument, result));
        }
      }
      return null;
    });
  }

  private static void warm(IntUnaryOperator kernel, int argument, int result, int warmSeconds) {
    double before;
    double now = times(kernel, argument, result, warmSeconds);
    double warm = warmSeconds;
    do {
      before = now;
      now = times(kernel, argument, result, warmSeconds / 2.0);
      warm += warmSeconds / 2.0;
    } while (now < before * STEADY && warm < MOST_WARM_SECONDS);
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

package dev.wasmc.tests.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.MemoryPlacement;
import dev.wasmc.engine.Store;
import dev.wasmc.tests.Shared;
import dev.wasmc.tests.bench.Kernel;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The benchmark kernels give their results, also split into methods as small as can be. */
final class KernelsTest {
  private static final long FUEL = 1L << 40;
  private static final EngineOptions ROOMY = EngineOptions.DEFAULT.withExactMemory(false);

  @ParameterizedTest
  @CsvSource({"json, 10, 1000748632", "sqlite, 500, -165614151", "lua, 2000, 529047613"})
  void resultsOutsideOfTheHeap(String kernel, int argument, int result) throws Exception {
    check(kernel, argument, result, EngineOptions.DEFAULT.withMemories(MemoryPlacement.SEGMENTS));
  }

  @ParameterizedTest
  @CsvSource({"json, 10, 1000748632", "sqlite, 500, -165614151", "lua, 2000, 529047613"})
  void resultsInArrays(String kernel, int argument, int result) throws Exception {
    check(kernel, argument, result, ROOMY.withRawMemory(false));
  }

  @ParameterizedTest
  @CsvSource({"json, 10, 1000748632", "sha256, 40, 824822710", "interp, 200000, 1781758893"})
  void resultsInRawMemory(String kernel, int argument, int result) throws Exception {
    check(kernel, argument, result, ROOMY.withRawMemory(true));
  }

  @ParameterizedTest
  @MethodSource("dev.wasmc.tests.bench.Kernels#all")
  void results(Kernel kernel) throws Exception {
    check(kernel.name(), kernel.argument(), kernel.result(), EngineOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "json, 10, 1000748632",
    "sha256, 40, 824822710",
    "interp, 200000, 1781758893",
    "sqlite, 500, -165614151",
    "lua, 2000, 529047613",
  })
  void resultsInManyMethods(String kernel, int argument, int result) throws Exception {
    check(kernel, argument, result, EngineOptions.DEFAULT.withMethodBytes(500).withSplitAfter(0));
  }

  @ParameterizedTest
  @CsvSource({"json, 10, 1000748632", "sqlite, 500, -165614151", "lua, 2000, 529047613"})
  void resultsInManyMethodsLater(String kernel, int argument, int result) throws Exception {
    check(kernel, argument, result, EngineOptions.DEFAULT.withMethodBytes(500).withSplitAfter(40));
  }

  @ParameterizedTest
  @CsvSource({"sqlite, 500, -165614151", "lua, 2000, 529047613"})
  void resultsAheadOfUse(String kernel, int argument, int result) throws Exception {
    check(kernel, argument, result, EngineOptions.DEFAULT.withAhead(true));
  }

  @ParameterizedTest
  @CsvSource({"json, 1", "interp, 20000", "lua, 200", "sqlite, 50"})
  void fuelIsTheSameInManyMethods(String kernel, int argument) throws Exception {
    long whole = fuelLeft(kernel, argument, EngineOptions.DEFAULT);
    assertTrue(whole > 0 && whole < FUEL);
    assertEquals(whole, fuelLeft(kernel, argument, EngineOptions.DEFAULT.withMethodBytes(500)));
  }

  private static long fuelLeft(String kernel, int argument, EngineOptions options)
      throws Exception {
    Store store = new Store();
    store.setFuel(FUEL);
    Instance instance = module(kernel, options.withFuel(true)).instantiate(store, List.of());
    GuestThread.run(() -> instance.function("run").call(argument));
    return store.fuel();
  }

  private static CompiledModule module(String kernel, EngineOptions options) throws IOException {
    ByteSlice bytes = ByteSlice.of(Files.readAllBytes(Shared.bench("wasm/" + kernel + ".wasm")));
    return CompiledModule.compile(
        ModuleValidator.validate(kernel, ModuleDecoder.decode(kernel, bytes), Features.SUPPORTED),
        options);
  }

  private static void check(String kernel, int argument, int result, EngineOptions options)
      throws Exception {
    Instance instance = module(kernel, options).instantiate(new Store(), List.of());
    assertArrayEquals(
        new long[] {result}, GuestThread.run(() -> instance.function("run").call(argument)));
  }
}

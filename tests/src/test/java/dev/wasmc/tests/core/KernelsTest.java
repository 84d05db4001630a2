package dev.wasmc.tests.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.Store;
import dev.wasmc.tests.Shared;
import dev.wasmc.tests.bench.Kernel;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The benchmark kernels give their results, also split into methods as small as can be. */
final class KernelsTest {
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
    check(kernel, argument, result, EngineOptions.DEFAULT.withMethodBytes(1000));
  }

  private static void check(String kernel, int argument, int result, EngineOptions options)
      throws Exception {
    ByteSlice bytes = ByteSlice.of(Files.readAllBytes(Shared.bench("wasm/" + kernel + ".wasm")));
    CompiledModule module =
        CompiledModule.compile(
            ModuleValidator.validate(
                kernel, ModuleDecoder.decode(kernel, bytes), Features.SUPPORTED),
            options);
    Instance instance = module.instantiate(new Store(), List.of());
    assertArrayEquals(
        new long[] {result}, GuestThread.run(() -> instance.function("run").call(argument)));
  }
}

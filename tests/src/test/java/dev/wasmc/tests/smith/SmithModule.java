package dev.wasmc.tests.smith;

import dev.wasmc.tests.WasmtimePython;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.validate.ModuleValidator;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A module that {@code wasm-tools smith} makes of the seed that a number leads to. */
@SuppressWarnings("ArrayRecordComponent")
record SmithModule(int number, byte[] wasm) {
  private static final int NOT_ENOUGH = 2;

  /** Loops and calls of an instance before it traps. */
  private static final int FUEL = 1000;

  /** Empty where the seed leads to none, which happens now and then. */
  static Optional<SmithModule> make(int number) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(number)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(seed(number));
    }
    byte[] wasm = process.getInputStream().readAllBytes();
    return switch (process.waitFor()) {
      case 0 -> Optional.of(new SmithModule(number, wasm));
      case NOT_ENOUGH -> Optional.empty();
      default -> throw new IOException("wasm-tools smith fails: " + command(number));
    };
  }

  private static List<String> command(int number) {
    return List.of(
        "wasm-tools",
        "smith",
        "--config=" + WasmtimePython.resource("smith/config.json"),
        "--ensure-termination",
        "--fuel=" + FUEL,
        "--disallow-traps=" + (number % 2 == 1));
  }

  private static byte[] seed(int number) {
    Random random = new Random(number);
    byte[] seed = new byte[(256 << random.nextInt(8)) + random.nextInt(256)];
    random.nextBytes(seed);
    return seed;
  }

  ValidatedModule validated() {
    String name = "smith-" + number;
    return ModuleValidator.validate(
        name, ModuleDecoder.decode(name, ByteSlice.of(wasm)), Features.SUPPORTED);
  }
}

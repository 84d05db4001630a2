package dev.wasmc.tests.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.text.ComponentPrinter;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we print means the same to wasm-tools as the binary that it was printed from. */
final class WasmToolsTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"app.wasm", "universe-composed.wasm", "rust-universe.wasm", "http-hello.wasm"})
  void guests(String guest, @TempDir Path folder) throws IOException, InterruptedException {
    Path binary = Shared.guests(guest);
    Path text = folder.resolve("printed.wat");
    Path encoded = folder.resolve("encoded.wasm");
    Files.writeString(
        text,
        ComponentPrinter.print(
            ComponentDecoder.decode(guest, ByteSlice.of(Files.readAllBytes(binary)))));
    wasmTools(folder, "parse", text.toString(), "-o", encoded.toString());
    assertEquals(print(binary, folder), print(encoded, folder));
  }

  private static String print(Path binary, Path folder) throws IOException, InterruptedException {
    Path printed = folder.resolve(binary.getFileName() + ".wat");
    wasmTools(folder, "print", binary.toString(), "-o", printed.toString());
    return Files.readString(printed);
  }

  private static void wasmTools(
      Path folder, String command, String file, String option, String output)
      throws IOException, InterruptedException {
    Process process = null;
    try {
      process =
          new ProcessBuilder("wasm-tools", command, file, option, output)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      Assumptions.abort("wasm-tools is absent");
    }
    boolean ended = process != null && process.waitFor(60, TimeUnit.SECONDS);
    assertEquals(0, ended ? process.exitValue() : -1, Files.readString(folder.resolve("log")));
  }
}

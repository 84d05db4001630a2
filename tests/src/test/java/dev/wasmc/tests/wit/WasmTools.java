package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The reference tool, where it is present. */
final class WasmTools {
  private WasmTools() {}

  static boolean isPresent() {
    try {
      run("--version");
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /** What it prints. */
  static String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("wasm-tools"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertEquals(0, process.waitFor(), String.join(" ", command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return output;
  }
}

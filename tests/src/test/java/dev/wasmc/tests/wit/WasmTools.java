package dev.wasmc.tests.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reference tool, where {@link dev.wasmc.tests.e2e.Tool#WASM_TOOLS} is present. */
public final class WasmTools {
  private WasmTools() {}

  /** What it prints. */
  public static String run(String... arguments) throws IOException {
    Result result = start(ProcessBuilder.Redirect.INHERIT, arguments);
    assertEquals(0, result.code(), String.join(" ", arguments));
    return result.output();
  }

  /** Why it fails; empty where it does not. */
  public static Optional<String> refusal(String... arguments) throws IOException {
    Result result = start(ProcessBuilder.Redirect.PIPE, arguments);
    return result.code() == 0 ? Optional.empty() : Optional.of(result.output());
  }

  private record Result(int code, String output) {}

  private static Result start(ProcessBuilder.Redirect errors, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("wasm-tools"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors)
            .redirectErrorStream(errors == ProcessBuilder.Redirect.PIPE)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}

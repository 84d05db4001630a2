package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Tools of others that say the same as we do where they are on the {@code PATH}. */
public enum Tool {
  WASM_TOOLS("wasm-tools"),
  WASMTIME("wasmtime"),
  WAC("wac");

  private static final long SECONDS = 120;

  private final String command;
  private final boolean present;

  Tool(String command) {
    this.command = command;
    this.present =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /** What a process did. */
  record Result(int exitCode, String stdout, String stderr) {}

  public boolean isPresent() {
    return present;
  }

  /** Skips the test where the tool is not there. */
  public void assume() {
    Assumptions.assumeTrue(present, command + " is absent");
  }

  /**
   * @param folder for its output
   */
  Result run(Path folder, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(arguments);
    try {
      Path stdout = Files.createTempFile(folder, "stdout", "");
      Path stderr = Files.createTempFile(folder, "stderr", "");
      Process process =
          new ProcessBuilder(words)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile())
              .start();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      assertTrue(ended, words + " takes too long");
      return new Result(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package dev.wasmc.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Python package of wasmtime, which the scripts among the test resources use. */
public final class WasmtimePython {
  private static final Path RESOURCES =
      Path.of(System.getProperty("wasmc.root", "..")).resolve("tests/src/test/resources");
  private static final String PYTHON = "python3";

  private WasmtimePython() {}

  public static boolean isPresent() throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import wasmtime")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no Python, which is said where this is asked
    }
  }

  /** The command that runs a script. */
  public static List<String> command(String script) {
    return List.of(PYTHON, resource(script));
  }

  /** The path of a file among the test resources. */
  public static String resource(String path) {
    return RESOURCES.resolve(path).normalize().toAbsolutePath().toString();
  }
}

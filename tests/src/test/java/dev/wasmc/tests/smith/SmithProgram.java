package dev.wasmc.tests.smith;

import dev.wasmc.tests.WasmtimePython;
import dev.wasmc.tests.e2e.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code ./build smith [COUNT [FIRST]]}: compares that many modules, and keeps those that differ in
 * {@code target/smith}.
 */
public final class SmithProgram {
  private static final Path KEPT =
      Path.of(System.getProperty("wasmc.root", "..")).resolve("target/smith");
  private static final int COUNT = 5000;
  private static final int PROGRESS = 500;

  private SmithProgram() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : COUNT;
    int first = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    if (!Tool.WASM_TOOLS.isPresent() || !WasmtimePython.isPresent()) {
      System.out.println("needs wasm-tools on the PATH, and the Python package wasmtime");
      return;
    }
    int compared = 0;
    int differing = 0;
    try (SmithComparison comparison = new SmithComparison()) {
      for (int number = first; compared < count; number++) {
        Optional<SmithModule> module = SmithModule.make(number);
        if (module.isPresent()) {
          compared++;
          differing += compare(comparison, module.get());
          if (compared % PROGRESS == 0) {
            System.out.println(comparison.summary());
          }
        }
      }
      System.out.println(comparison.summary() + ", " + differing + " differ");
    }
    System.exit(differing > 0 ? 1 : 0);
  }

  private static int compare(SmithComparison comparison, SmithModule module) throws Exception {
    Optional<String> difference = comparison.compare(module);
    if (difference.isEmpty()) {
      return 0;
    }
    Files.createDirectories(KEPT);
    Path file = Files.write(KEPT.resolve(module.number() + ".wasm"), module.wasm());
    System.out.println(file + ": " + difference.get());
    return 1;
  }
}

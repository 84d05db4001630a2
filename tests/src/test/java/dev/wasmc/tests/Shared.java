package dev.wasmc.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the corpora beside the repository. */
public final class Shared {
  private Shared() {}

  /** A file or folder of the conformance corpora; skips the test where they are not there. */
  public static Path conformance(String path) {
    String set = System.getProperty("wasmc.shared", System.getenv().getOrDefault("WASMC_SHARED", ""));
    if (!set.isEmpty()) {
      return existing(Path.of(set, "conformance"), path);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path conformance = folder.resolve("shared/conformance");
      if (Files.isDirectory(conformance)) {
        return existing(conformance, path);
      }
    }
    return Assumptions.abort("shared is absent");
  }

  private static Path existing(Path conformance, String path) {
    Assumptions.assumeTrue(Files.isDirectory(conformance), "shared is absent");
    return conformance.resolve(path);
  }
}

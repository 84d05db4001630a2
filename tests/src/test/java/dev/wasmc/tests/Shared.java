package dev.wasmc.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the corpora beside the repository. */
public final class Shared {
  private Shared() {}

  /** A file or folder of the conformance corpora; skips the test where they are not there. */
  public static Path conformance(String path) {
    return find("conformance").resolve(path);
  }

  /** A file or folder of the example guests; skips the test where they are not there. */
  public static Path guests(String path) {
    return find("guests").resolve(path);
  }

  /** A file or folder of the benchmark kernels; skips the test where they are not there. */
  public static Path bench(String path) {
    return find("bench").resolve(path);
  }

  private static Path find(String name) {
    String set =
        System.getProperty("wasmc.shared", System.getenv().getOrDefault("WASMC_SHARED", ""));
    if (!set.isEmpty()) {
      return existing(Path.of(set, name));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path found = folder.resolve("shared").resolve(name);
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    return Assumptions.abort("shared is absent");
  }

  private static Path existing(Path folder) {
    Assumptions.assumeTrue(Files.isDirectory(folder), "shared is absent");
    return folder;
  }
}

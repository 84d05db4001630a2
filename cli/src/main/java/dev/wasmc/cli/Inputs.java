package dev.wasmc.cli;

import dev.wasmc.wit.WitFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a command has read. No output takes its place: it would be lost, and where it is part of a
 * package, the package would be another one. Only {@code wit fmt} changes its inputs.
 */
final class Inputs {
  private final Set<Path> read = new LinkedHashSet<>();

  /** A file, or a folder with a WIT package. */
  void add(Path path) {
    try {
      read.add(path.toRealPath());
    } catch (IOException absent) {
      // Whoever reads it says so; until then its name stands for it.
      read.add(path.toAbsolutePath().normalize());
    }
  }

  /**
   * @param name as the user gave it
   * @throws UsageException if the path is an input or a part of one
   */
  void refuse(String name, Path output) {
    refuse(name, output, false);
  }

  /** The same for a folder that is replaced with all that is in it. */
  void refuseFolder(String name, Path folder) {
    refuse(name, folder, true);
  }

  private void refuse(String name, Path output, boolean whole) {
    try {
      if ((Files.isRegularFile(output) || Files.isDirectory(output))
          && has(output.toRealPath(), whole)) {
        throw new UsageException(
            "the output `" + name + "` would replace an input", "write to another place");
      }
    } catch (IOException unreadable) {
      throw Session.failure(new CliProblem.CannotWrite(name, FileErrors.reason(unreadable)));
    }
  }

  private boolean has(Path output, boolean whole) {
    return read.stream()
        .anyMatch(input ->
            input.equals(output)
                || WitFiles.isPart(input, output)
                || (whole && input.startsWith(output)));
  }
}

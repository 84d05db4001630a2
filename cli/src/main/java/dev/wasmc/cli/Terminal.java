package dev.wasmc.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command meets outside of its arguments.
 *
 * @param folder what relative paths are relative to
 * @param outIsTerminal whether {@code out} is looked at by a person; likewise {@code errIsTerminal}
 */
public record Terminal(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Path folder,
    Map<String, String> environment,
    boolean outIsTerminal,
    boolean errIsTerminal) {
  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** That of this process. */
  @SuppressWarnings("resource")
  static Terminal ofProcess() {
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Path.of(""),
        System.getenv(),
        isTerminal(1),
        isTerminal(2));
  }

  /** The JDK's console only tells of standard input and output together. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException noSuchFolder) {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }
}

package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.tests.Shared;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: pipes, terminals, and standard output on a full disk. */
final class ProcessTest {
  private static final String IGNORED = "SigIgn:";
  private static final String PLAIN =
      "error[cannot-read]: cannot read `nowhere.wasm`: there is no such file or folder\n";
  private static final String COLOURED =
      PLAIN.replace("error[cannot-read]", "\u001b[1;31merror[cannot-read]\u001b[0m");

  private static List<String> command(String... arguments) {
    return program("dev.wasmc.cli.Main", arguments);
  }

  private static List<String> program(String main, String... arguments) {
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main),
            Stream.of(arguments))
        .toList();
  }

  private static Process start(@Nullable File out, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments)).directory(Shared.guests("").toFile());
    return (out == null ? builder : builder.redirectOutput(out)).start();
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Where it fails, the launcher goes on without: starts are slow then, and nobody is told. */
  @Test
  void rehearsal(@TempDir Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program("dev.wasmc.cli.Rehearsal", folder.toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // The guest reads it to the end.
    process.getOutputStream().close();
    assertEquals(0, process.waitFor());
  }

  /** As {@code wasmc print … | head -1}. */
  @Test
  void closedPipe() throws IOException, InterruptedException {
    Process process = start(null, "print", "c-universe.wasm");
    assertEquals('(', process.getInputStream().read());
    process.getInputStream().close();
    assertEquals("", text(process.getErrorStream()));
    assertEquals(1, process.waitFor());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void fullDisk() throws IOException, InterruptedException {
    Process process = start(new File("/dev/full"), "inspect", "app.wasm");
    assertEquals(
        "error[cannot-write]: cannot write `<stdout>`: no space left on device\n",
        text(process.getErrorStream()));
    assertEquals(1, process.waitFor());
  }

  /** Control-C; whoever starts the tests in the background has it ignored, and so have we. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void interrupted() throws IOException, InterruptedException {
    Process process = start(null, "-v", "run", "infinite-loop.wasm");
    InputStream err = process.getErrorStream();
    try {
      assertEquals('w', err.read());
      Assumptions.assumeFalse(ignoresInterrupts(process));
      int sent =
          new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
      assertEquals(0, sent);
      assertEquals("asmc: read infinite-loop.wasm: 193 bytes\n", text(err));
      assertEquals(130, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void coloursOnATerminal() throws IOException, InterruptedException {
    assertEquals(COLOURED, onTerminal("", "auto"));
    assertEquals(PLAIN, onTerminal("NO_COLOR=1", "auto"));
    assertEquals(COLOURED, onTerminal("NO_COLOR=", "auto"));
    assertEquals(PLAIN, onTerminal("TERM=dumb", "auto"));
    assertEquals(PLAIN, onTerminal("", "never"));
    assertEquals(COLOURED, onTerminal("NO_COLOR=1", "always"));
  }

  @Test
  void noColoursInAPipe() throws IOException {
    assertEquals(PLAIN, text(start(null, "inspect", "nowhere.wasm").getErrorStream()));
    assertEquals(
        COLOURED,
        text(start(null, "--color", "always", "inspect", "nowhere.wasm").getErrorStream()));
  }

  /** What a terminal shows, which {@code script} of util-linux is. */
  private static String onTerminal(String variable, String color)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "script"))),
        "script is absent");
    String words =
        command("--color", color, "inspect", "nowhere.wasm").stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    Path file = Files.createTempFile("terminal", ".sh");
    try {
      Files.writeString(file, "unset NO_COLOR; TERM=xterm " + variable + " " + words);
      Process process =
          new ProcessBuilder("script", "-qec", "sh " + file, "/dev/null")
              .redirectInput(new File("/dev/null"))
              .directory(Shared.guests("").toFile())
              .start();
      String shown = text(process.getInputStream());
      assertEquals(1, process.waitFor(), shown);
      return shown.replace("\r\n", "\n");
    } finally {
      Files.delete(file);
    }
  }

  private static boolean ignoresInterrupts(Process process) throws IOException {
    String mask =
        Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
            .filter(line -> line.startsWith(IGNORED))
            .map(line -> line.substring(IGNORED.length()).strip())
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(mask, 16) >> 1 & 1) == 1;
  }
}

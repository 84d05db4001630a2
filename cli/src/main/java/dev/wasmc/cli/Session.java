package dev.wasmc.cli;

import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Input, output and messages of one call of the program. */
final class Session {
  /** What inputs and outputs are called that are no files. */
  static final String STANDARD = "-";

  /** What is said from so many {@code -v} on: files, and what became of imports. */
  static final int FILES = 1;

  /** How long each step took. */
  static final int TIMES = 2;

  /** The Java stack trace of a failure of this program. */
  static final int TRACES = 3;

  /** 512 MiB. */
  private static final int MAX_INPUT = 512 << 20;

  private static final int MAX_TEXT = 64 << 20;

  private final Inputs inputs = new Inputs();
  private final Terminal terminal;
  private int verbosity;
  private ColorMode color = ColorMode.AUTO;

  Session(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  void verbosity(int level) {
    verbosity = level;
  }

  int verbosity() {
    return verbosity;
  }

  void color(ColorMode mode) {
    color = mode;
  }

  boolean isColored() {
    return switch (color) {
      case NEVER -> false;
      case ALWAYS -> true;
      case AUTO ->
          terminal.errIsTerminal()
              && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !terminal.environment().getOrDefault("TERM", "").equals("dumb");
    };
  }

  /** A file as the user named it, in the folder of this session. */
  Path path(String file) {
    if (file.isEmpty()) {
      throw failure(new CliProblem.CannotRead(file, "the name is empty"));
    }
    try {
      return terminal.folder().resolve(file);
    } catch (InvalidPathException notAPath) {
      throw failure(new CliProblem.CannotRead(file, "this is no path"));
    }
  }

  /** What has been read, which nothing that is written may replace. */
  Inputs inputs() {
    return inputs;
  }

  /** How an input is called in messages. */
  static String shown(String file) {
    return file.equals(STANDARD) ? "<stdin>" : file;
  }

  ByteSlice read(String file) {
    return read(file, MAX_INPUT);
  }

  SourceFile readText(String file) {
    ByteSlice bytes = read(file, MAX_TEXT);
    return SourceFile.decode(
        shown(file), ByteBuffer.wrap(bytes.array(), bytes.start(), bytes.length()));
  }

  private ByteSlice read(String file, int limit) {
    try (InputStream in =
        file.equals(STANDARD) ? InputStream.nullInputStream() : Files.newInputStream(path(file))) {
      byte[] bytes = (file.equals(STANDARD) ? terminal.in() : in).readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw failure(new CliProblem.TooLarge(shown(file), limit));
      }
      if (!file.equals(STANDARD)) {
        inputs.add(path(file));
      }
      log(FILES, "read " + shown(file) + ": " + bytes.length + " bytes");
      return ByteSlice.of(bytes);
    } catch (IOException e) {
      throw failure(new CliProblem.CannotRead(shown(file), FileErrors.reason(e)));
    }
  }

  /** Text for standard output. */
  void print(String text) {
    out(text.getBytes(StandardCharsets.UTF_8));
  }

  void out(byte[] bytes) {
    write(terminal.out(), bytes);
  }

  /** Text for standard error. */
  void message(String text) {
    write(terminal.err(), text.getBytes(StandardCharsets.UTF_8));
  }

  void report(List<Diagnostic> diagnostics) {
    message(new DiagnosticRenderer(isColored()).render(diagnostics));
  }

  /** A component to work on. */
  GuestComponent load(String file) {
    ByteSlice bytes = read(file);
    return timed("checked " + shown(file), () -> GuestComponent.load(shown(file), bytes));
  }

  /**
   * @param done what is done then
   */
  <T> T timed(String done, Supplier<T> step) {
    long start = System.nanoTime();
    T result = step.get();
    log(TIMES, done + " in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
    return result;
  }

  /** A line for who asked for so many {@code -v}. */
  void log(int level, String line) {
    if (verbosity >= level) {
      message("wasmc: " + line + "\n");
    }
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException e) {
      if (FileErrors.isClosedPipe(e)) {
        throw new ClosedPipeException();
      }
      throw failure(new CliProblem.CannotWrite("<stdout>", FileErrors.reason(e)));
    }
  }

  static DiagnosticException failure(CliProblem problem) {
    return DiagnosticException.error(problem, Place.Nowhere.NOWHERE);
  }
}

package dev.wasmc.cli;

import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.text.ComponentPrinter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.binary.FileKind;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.text.ModulePrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a binary goes. */
final class OutputFlags {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE; to standard output without it, or where FILE is -.")
  private String output = Session.STANDARD;

  @Option(
      names = {"-t", "--wat"},
      description = "Write the text format.")
  private boolean text;

  void write(Session session, byte[] wasm) {
    write(session, output, text, wasm);
  }

  /**
   * @param text whether the text format is meant
   */
  static void write(Session session, String output, boolean text, byte[] wasm) {
    byte[] bytes = text ? print(wasm).getBytes(StandardCharsets.UTF_8) : wasm;
    if (!output.equals(Session.STANDARD)) {
      replace(session, output, bytes);
    } else if (!text && session.terminal().outIsTerminal()) {
      throw Session.failure(CliProblem.BinaryToTerminal.BINARY_TO_TERMINAL);
    } else {
      session.out(bytes);
    }
  }

  static void write(Session session, String output, String text) {
    if (output.equals(Session.STANDARD)) {
      session.print(text);
    } else {
      replace(session, output, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Refuses before the work is done. */
  void check(Session session) {
    if (!text && output.equals(Session.STANDARD) && session.terminal().outIsTerminal()) {
      throw Session.failure(CliProblem.BinaryToTerminal.BINARY_TO_TERMINAL);
    }
  }

  static String print(byte[] wasm) {
    ByteSlice bytes = ByteSlice.of(wasm);
    return print("output", bytes);
  }

  static String print(String name, ByteSlice bytes) {
    return switch (FileKind.sniff(name, bytes)) {
      case COMPONENT -> ComponentPrinter.print(ComponentDecoder.decode(name, bytes));
      case CORE_MODULE -> ModulePrinter.print(ModuleDecoder.decode(name, bytes));
    };
  }

  /**
   * The file appears whole or not at all, with the permissions that it had. What is no plain file,
   * such as a device or a link to nothing, is written to as it is; an input never is.
   */
  static void replace(Session session, String file, byte[] bytes) {
    if (file.isEmpty() || file.endsWith("/")) {
      throw Session.failure(
          new CliProblem.CannotWrite(
              file, file.isEmpty() ? "the name is empty" : "this names a folder"));
    }
    Path target = session.path(file);
    session.inputs().refuse(file, target);
    Path temporary = null;
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        Files.write(target, bytes, StandardOpenOption.WRITE);
      } else if (Files.isSymbolicLink(target) && !Files.exists(target)) {
        Files.write(target, bytes);
      } else {
        Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        temporary = write(real, bytes);
        copyPermissions(real, temporary);
        Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw Session.failure(new CliProblem.CannotWrite(file, FileErrors.reason(e)));
    } finally {
      delete(temporary);
    }
    session.log(Session.FILES, "wrote " + file + ": " + bytes.length + " bytes");
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null && Files.exists(from)) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }

  private static Path write(Path target, byte[] bytes) throws IOException {
    Path temporary =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    temporary.toFile().deleteOnExit();
    try {
      return Files.write(
          temporary,
          bytes,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      delete(temporary);
      throw e;
    }
  }

  private static void delete(@Nullable Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        temporary.toFile().deleteOnExit();
      }
    }
  }
}

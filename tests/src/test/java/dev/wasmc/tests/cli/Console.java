package dev.wasmc.tests.cli;

import dev.wasmc.cli.Cli;
import dev.wasmc.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands in process, as they look to a user. */
final class Console {
  private final Path folder;
  private final Map<String, String> environment;

  Console(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** The command, what it wrote, and its exit status. */
  String transcript(String command) {
    return transcript(command, "typed\n".getBytes(StandardCharsets.UTF_8));
  }

  /** The same with this on standard input. */
  String transcript(String command, byte[] typed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(typed),
            out,
            err,
            folder,
            environment,
            environment.containsKey("OUT_IS_TERMINAL"),
            false);
    int status = Cli.run(terminal, words(command).toArray(String[]::new));
    return "$ wasmc "
        + command
        + "\n"
        + text("stdout", out)
        + text("stderr", err)
        + "[exit status "
        + status
        + "]\n";
  }

  private static String text(String name, ByteArrayOutputStream stream) {
    if (stream.size() == 0) {
      return "";
    }
    byte[] bytes = stream.toByteArray();
    String text =
        bytes[0] == 0
            ? "(" + bytes.length + " bytes)\n"
            : new String(bytes, StandardCharsets.UTF_8);
    return "[" + name + "]\n" + text + (text.endsWith("\n") ? "" : "\n[no line end]\n");
  }

  /** Words as a shell splits them, with single quotes alone. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean inWord = false;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
        inWord = true;
      } else if (c == ' ' && !quoted) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}

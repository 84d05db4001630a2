package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wasmc.tests.Golden;
import dev.wasmc.tests.Shared;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of {@code commands.txt}, each line {@code NAME: COMMAND; COMMAND…}. They find the
 * shared guests as {@code guests} and the folder {@code files} of the resources under its name.
 */
final class CommandTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> commands() throws IOException, URISyntaxException {
    Path resources =
        Path.of(Objects.requireNonNull(CommandTest.class.getResource("commands.txt")).toURI())
            .resolveSibling(".");
    Path guests = Shared.guests("");
    return Files.readAllLines(resources.resolve("commands.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(": ", 2))
        .map(test ->
            dynamicTest(test[0], () -> run(test[0], test[1], guests, resources.resolve("files"))));
  }

  private void run(String name, String commands, Path guests, Path files) throws IOException {
    Path here = Files.createDirectory(folder.resolve(name));
    Files.createSymbolicLink(here.resolve("guests"), guests);
    Files.createSymbolicLink(here.resolve("files"), files.toRealPath());
    Map<String, String> environment =
        name.startsWith("terminal") ? Map.of("OUT_IS_TERMINAL", "1") : Map.of("HOST", "here");
    Console console = new Console(here, environment);
    StringBuilder transcript = new StringBuilder();
    for (String command : commands.split("; ", -1)) {
      transcript.append(console.transcript(command)).append('\n');
    }
    Golden.verify(
        CommandTest.class,
        "commands/" + name,
        transcript
                .toString()
                .replace(here.toString(), "HERE")
                .replace(files.toRealPath().toString(), "FILES")
                .replaceAll(" in \\d+ ms", " in N ms")
            + left(here));
  }

  /** What a command leaves behind: nothing that is half written. */
  private static String left(Path here) throws IOException {
    try (Stream<Path> files = Files.list(here)) {
      return "[files]"
          + files
              .map(file -> " " + file.getFileName())
              .filter(file -> !file.equals(" guests") && !file.equals(" files"))
              .sorted()
              .reduce("", String::concat)
          + "\n";
    }
  }
}

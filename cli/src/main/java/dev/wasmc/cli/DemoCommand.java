package dev.wasmc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Walk through the main job: a guest meets a bridge in place of the world.",
    footerHeading = "%nExamples:%n",
    footer = {"  wasmc demo", "  wasmc demo --keep ./universe   keeps the files to play with"})
final class DemoCommand implements Callable<Integer> {
  private static final String SOURCE = "universe.wat";

  private record Step(String says, List<String> arguments) {}

  private static final List<Step> STEPS =
      List.of(
          new Step(
              "A guest, written as text, becomes a component.",
              List.of("parse", SOURCE, "-o", "guest.wasm")),
          new Step("What does it want from the world?", List.of("inspect", "guest.wasm")),
          new Step(
              "Nothing is granted, so it cannot run; what is missing is named.",
              List.of("run", "guest.wasm")),
          new Step(
              "A bridge answers in place of the world: a clock that stands still, and two"
                  + " constants.",
              List.of(
                  "virtualize",
                  "--for",
                  "guest.wasm",
                  "--clock",
                  "fixed=1970-01-01T00:00:00Z",
                  "--answer",
                  "example:universe/functions.function-a=\"all is well\"",
                  "--answer",
                  "example:universe/functions.function-b=ok([1, 1, 2])",
                  "-o",
                  "bridge.wasm")),
          new Step("The bridge itself wants nothing.", List.of("inspect", "bridge.wasm")),
          new Step(
              "Guest and bridge become one component.",
              List.of("compose", "guest.wasm", "--plug", "bridge.wasm", "-o", "sealed.wasm")),
          new Step("It wants nothing either.", List.of("inspect", "sealed.wasm")),
          new Step("And it runs, with nothing granted.", List.of("run", "sealed.wasm")));

  private final Session session;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Work in this folder and leave the files there.")
  private @Nullable String keep;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try {
      if (keep != null) {
        return walk(Files.createDirectories(session.path(keep)));
      }
      Path folder = Files.createTempDirectory("wasmc-demo");
      try {
        return walk(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw Session.failure(
          new CliProblem.CannotWrite(
              keep == null ? "a temporary folder" : keep, FileErrors.reason(e)));
    }
  }

  private int walk(Path folder) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the example is not in this build");
      }
      Files.write(folder.resolve(SOURCE), in.readAllBytes());
    }
    Terminal outer = session.terminal();
    Terminal inner =
        new Terminal(
            InputStream.nullInputStream(),
            outer.out(),
            outer.out(),
            folder,
            outer.environment(),
            false,
            false);
    int last = 0;
    for (Step step : STEPS) {
      session.print("# " + step.says + "\n$ wasmc " + shell(step.arguments) + "\n");
      last = Cli.run(inner, step.arguments.toArray(String[]::new));
      session.print((last == 0 ? "" : "(exit status " + last + ")\n") + "\n");
    }
    return last;
  }

  private static String shell(List<String> arguments) {
    return arguments.stream()
        .map(a -> a.matches("[\\w@%+=:,./-]+") ? a : "'" + a.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

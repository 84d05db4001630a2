package dev.wasmc.cli;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wit.WitFiles;
import dev.wasmc.wit.WitFormatter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fmt",
    description = "Give WIT files the usual layout. Comments stay; so does what the text means.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc wit fmt wit/            all files of a folder, but for what is in deps",
      "  wasmc wit fmt --check wit/    name those that are not formatted, and fail",
      "  wasmc wit fmt - < a.wit       from standard input to standard output",
    })
final class WitFmtCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--check",
      description = "Write nothing; name the files that would change, and fail if there are any.")
  private boolean check;

  @Mixin private DiagnosticFlags diagnostics = new DiagnosticFlags();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A file, a folder, or - for standard input.")
  private List<String> paths = List.of();

  WitFmtCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Diagnostic> found = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (String path : paths) {
      if (path.equals(Session.STANDARD)) {
        collect(found, () -> format(session.readText(path), null, changed));
      } else {
        collect(
            found,
            () -> {
              for (Path file : WitFiles.texts(session.path(path))) {
                collect(found, () -> format(WitFiles.read(file), file, changed));
              }
            });
      }
    }
    if (check) {
      changed.forEach(name -> session.print(name + "\n"));
    }
    int status = diagnostics.report(session, found);
    return check && !changed.isEmpty() ? Cli.FAILURE : status;
  }

  private static void collect(List<Diagnostic> found, Runnable step) {
    try {
      step.run();
    } catch (DiagnosticException e) {
      found.addAll(e.diagnostics());
    }
  }

  /**
   * @param file where the text goes; null for standard output
   */
  private void format(SourceFile text, @Nullable Path file, List<String> changed) {
    String formatted = WitFormatter.format(text);
    boolean isChanged = !formatted.equals(text.text());
    if (isChanged) {
      changed.add(text.name());
    }
    if (!check && file == null) {
      session.print(formatted);
    } else if (!check && file != null && isChanged) {
      OutputFlags.replace(session, file.toString(), formatted.getBytes(StandardCharsets.UTF_8));
    }
  }
}

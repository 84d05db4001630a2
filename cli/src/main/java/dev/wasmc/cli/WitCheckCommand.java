package dev.wasmc.cli;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = "Report all that is wrong with WIT packages.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc wit check wit/                             a folder with its deps",
      "  wasmc wit check --diagnostics sarif wit/ > log   the same for CI",
      "  wasmc wit check --lang all --all-gates new.wit   with all that is experimental",
    })
final class WitCheckCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private WitFlags flags = new WitFlags();
  @Mixin private DiagnosticFlags diagnostics = new DiagnosticFlags();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A file, or the folder of a package with its deps; - for standard input.")
  private List<String> paths = List.of();

  WitCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Set<Diagnostic> found = new LinkedHashSet<>();
    for (String path : paths) {
      try {
        session.timed("checked " + Session.shown(path), () -> flags.parse(session, path));
      } catch (DiagnosticException e) {
        found.addAll(e.diagnostics());
      }
    }
    flags.reportUnused(session);
    return diagnostics.report(session, List.copyOf(found));
  }
}

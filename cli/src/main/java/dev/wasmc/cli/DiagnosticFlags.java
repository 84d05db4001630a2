package dev.wasmc.cli;

import dev.wasmc.source.Diagnostic;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command that looks for mistakes writes down what it finds. */
final class DiagnosticFlags {
  static final String DIAGNOSTICS = "--diagnostics";

  @Option(
      names = DIAGNOSTICS,
      paramLabel = "FORMAT",
      converter = DiagnosticFormat.Converter.class,
      description =
          "Report as ${COMPLETION-CANDIDATES}: text on standard error, the others on standard"
              + " output, also where there is nothing to report.")
  private DiagnosticFormat format = DiagnosticFormat.TEXT;

  /** Reports what was found, and says it in the exit status. */
  int report(Session session, List<Diagnostic> diagnostics) {
    int status = diagnostics.isEmpty() ? 0 : Cli.FAILURE;
    switch (format) {
      case TEXT -> session.report(diagnostics);
      case JSON -> session.print(DiagnosticJson.errors(diagnostics, status) + "\n");
      case SARIF -> session.print(DiagnosticSarif.render(diagnostics) + "\n");
    }
    return status;
  }
}

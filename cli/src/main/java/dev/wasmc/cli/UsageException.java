package dev.wasmc.cli;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Place;
import java.util.List;
import java.util.Optional;

/** Ends a command whose arguments cannot be used. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  UsageException(List<Diagnostic> diagnostics) {
    super("usage", null, false, false);
    this.diagnostics = List.copyOf(diagnostics);
  }

  UsageException(String detail, String hint) {
    this(
        List.of(
            Diagnostic.error(
                new CliProblem.Usage(detail, Optional.of(hint)), Place.Nowhere.NOWHERE)));
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}

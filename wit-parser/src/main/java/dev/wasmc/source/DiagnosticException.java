package dev.wasmc.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown where an input cannot be used further. Carries at least one error; has no stack trace,
 * since the input is at fault.
 */
public final class DiagnosticException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  /**
   * @param diagnostics not empty, an error first
   */
  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(
        diagnostics.stream().map(d -> d.problem().message()).collect(Collectors.joining("; ")),
        null,
        false,
        false);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /**
   * @param diagnostic an error
   */
  public DiagnosticException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** One error without notes. */
  public static DiagnosticException error(Problem problem, Place place) {
    return new DiagnosticException(Diagnostic.error(problem, place));
  }

  /** All that was found until then, warnings and notes too, in the order to show them in. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The first error. */
  public Diagnostic first() {
    return diagnostics.getFirst();
  }
}

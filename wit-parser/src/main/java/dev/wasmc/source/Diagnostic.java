package dev.wasmc.source;

import java.util.List;

/**
 * One finding.
 *
 * @param notes further places that explain it, such as the first of two duplicates
 */
public record Diagnostic(Problem problem, Severity severity, Place place, List<Note> notes) {
  /** A further place, and what is to be seen there. */
  public record Note(Place place, String text) {}

  public Diagnostic {
    notes = List.copyOf(notes);
  }

  /** A finding that keeps the input from being used. */
  public static Diagnostic error(Problem problem, Place place, Note... notes) {
    return new Diagnostic(problem, Severity.ERROR, place, List.of(notes));
  }

  /** A finding that lets the input be used. */
  public static Diagnostic warning(Problem problem, Place place, Note... notes) {
    return new Diagnostic(problem, Severity.WARNING, place, List.of(notes));
  }
}

package dev.wasmc.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what a phase finds, so that one run reports all that is wrong. Keeps a bounded number of
 * findings.
 */
public final class Diagnostics {
  private static final int MAX_FINDINGS = 200;

  private final List<Diagnostic> found = new ArrayList<>();
  private final int limit;
  private boolean hasErrors;

  /** For a whole run; keeps the first 200 findings. */
  public Diagnostics() {
    this.limit = MAX_FINDINGS;
  }

  /** For a part of what {@code whole} is about, to which the findings will be added. */
  public Diagnostics(Diagnostics whole) {
    this.limit = whole.limit - whole.found.size();
  }

  /** Adds a finding. One that finds no room is not kept; an error counts as one all the same. */
  public void report(Diagnostic diagnostic) {
    hasErrors |= diagnostic.severity() == Severity.ERROR;
    if (found.size() < limit) {
      found.add(diagnostic);
    }
  }

  /** Adds an error, see {@link #report}. */
  public void error(Problem problem, Place place, Diagnostic.Note... notes) {
    report(Diagnostic.error(problem, place, notes));
  }

  /**
   * Whether further findings are counted as errors, but not kept: then no hint needs to be made.
   */
  public boolean isFull() {
    return found.size() >= limit;
  }

  /** Whether an error was added, kept or not. */
  public boolean hasErrors() {
    return hasErrors;
  }

  /** What was kept, of every severity, in the order in which it was found; a view. */
  public List<Diagnostic> found() {
    return Collections.unmodifiableList(found);
  }

  /**
   * @throws DiagnosticException with everything found, if an error is among it: by file as the
   *     files come, and by position in a text; with a note at the end where no more was kept
   */
  public void throwIfErrors() {
    if (hasErrors) {
      Map<String, List<Diagnostic>> byFile = new LinkedHashMap<>();
      for (Diagnostic diagnostic : found) {
        byFile.computeIfAbsent(file(diagnostic), _ -> new ArrayList<>()).add(diagnostic);
      }
      List<Diagnostic> sorted = new ArrayList<>();
      for (List<Diagnostic> each : byFile.values()) {
        each.stream().sorted(Comparator.comparingInt(Diagnostics::start)).forEach(sorted::add);
      }
      if (isFull()) {
        sorted.add(
            new Diagnostic(
                new SourceProblem.TooMany(MAX_FINDINGS),
                Severity.NOTE,
                Place.Nowhere.NOWHERE,
                List.of()));
      }
      throw new DiagnosticException(sorted);
    }
  }

  private static String file(Diagnostic diagnostic) {
    return switch (diagnostic.place()) {
      case Place.InText(var file, _) -> file.name();
      case Place.InBytes(var file, _) -> file;
      case Place.InInput(var name) -> name;
      case Place.Nowhere.NOWHERE -> "";
    };
  }

  private static int start(Diagnostic diagnostic) {
    return diagnostic.place() instanceof Place.InText(_, var span) ? span.start() : 0;
  }
}

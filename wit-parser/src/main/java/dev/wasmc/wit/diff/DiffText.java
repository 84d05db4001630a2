package dev.wasmc.wit.diff;

import java.util.List;

/** Changes for people. */
public final class DiffText {
  private DiffText() {}

  /** A paragraph for each change, then a line that counts. */
  public static String render(List<Change> changes) {
    StringBuilder out = new StringBuilder();
    for (Change change : changes) {
      out.append(change.path()).append(": ").append(change.message()).append('\n');
      verdict(out, "importers", change.importers());
      verdict(out, "exporters", change.exporters());
    }
    if (changes.isEmpty()) {
      return "no changes\n";
    }
    return out.append(changes.size())
        .append(changes.size() == 1 ? " change, " : " changes, ")
        .append(changes.stream().filter(change -> change.importers().isBreaking()).count())
        .append(" breaking for importers, ")
        .append(changes.stream().filter(change -> change.exporters().isBreaking()).count())
        .append(" breaking for exporters\n")
        .toString();
  }

  private static void verdict(StringBuilder out, String who, Verdict verdict) {
    out.append("  ")
        .append(verdict.isBreaking() ? "breaking" : "harmless")
        .append(" for ")
        .append(who)
        .append(": ")
        .append(verdict.reason())
        .append('\n');
  }
}

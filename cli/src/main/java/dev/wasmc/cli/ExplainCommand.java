package dev.wasmc.cli;

import dev.wasmc.source.Explanation;
import dev.wasmc.source.Explanations;
import dev.wasmc.source.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = {
      "Say more about a problem, a trap, or a change that `wit diff` found: its cause, an example,"
          + " and what to do. Without an id, list all of them."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  wasmc explain wit-not-found", "  wasmc explain"})
final class ExplainCommand implements Callable<Integer> {
  private static final int WIDTH = 80;

  private final Session session;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "What stands in brackets after `error`, `warning` or `trap`.")
  private @Nullable String id;

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.print(id == null ? list() : explain(id));
    return 0;
  }

  /** An id can be found in several parts of the program, which mean the same by it. */
  private static String explain(String id) {
    List<String> found = new ArrayList<>();
    for (Explanations part : AllExplanations.parts()) {
      Optional<Explanation> one = part.of(id);
      one.ifPresent(each -> found.add(id + " (" + part.title() + ")\n\n" + each.text() + "\n"));
    }
    if (found.isEmpty()) {
      TreeSet<String> ids = new TreeSet<>();
      AllExplanations.parts().forEach(part -> ids.addAll(part.ids()));
      throw new UsageException(
          "there is no explanation of `" + id + "`",
          Suggestions.hint(id, ids)
              .orElse(
                  "the id is what stands in brackets after `error`; `wasmc explain` lists all"));
    }
    return String.join("\n", found);
  }

  private static String list() {
    StringBuilder out = new StringBuilder();
    for (Explanations part : AllExplanations.parts()) {
      out.append(out.isEmpty() ? "" : "\n").append(part.title()).append('\n');
      StringBuilder line = new StringBuilder(" ");
      for (String each : new TreeSet<>(part.ids())) {
        if (line.length() + each.length() + 2 > WIDTH) {
          out.append(line).append('\n');
          line.replace(1, line.length(), "");
        }
        line.append(' ').append(each);
      }
      out.append(line).append('\n');
    }
    return out.toString();
  }
}

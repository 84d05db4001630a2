package dev.wasmc.cli;

import dev.wasmc.source.Explanation;
import dev.wasmc.source.Suggestions;
import dev.wasmc.wit.WitExplanations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Say more about a problem: its cause, an example, and what to do.",
    footerHeading = "%nExamples:%n",
    footer = {"  wasmc explain wit-not-found"})
final class ExplainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "What stands in brackets after `error`.")
  private String id = "";

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Explanation found =
        WitExplanations.of(id)
            .orElseThrow(() ->
                new UsageException(
                    "there is no explanation of `" + id + "`",
                    Suggestions.hint(id, WitExplanations.ids())
                        .orElse("the id is what stands in brackets after `error`")));
    session.print(found.id() + "\n\n" + found.text() + "\n");
    return 0;
  }
}

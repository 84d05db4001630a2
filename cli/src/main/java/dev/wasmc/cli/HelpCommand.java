package dev.wasmc.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Show the help of a command.")
final class HelpCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command.")
  private List<String> words = List.of();

  @Spec private @Nullable CommandSpec spec;

  HelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine all =
        spec == null ? Cli.commandLine(new WasmcCommand(), session) : spec.root().commandLine();
    CommandLine wanted = all;
    for (String word : words) {
      CommandLine outer = wanted;
      wanted = outer.getSubcommands().get(word);
      if (wanted == null) {
        throw UsageException.noCommand(
            word, outer.getSubcommands().keySet(), "`wasmc help` lists all");
      }
    }
    session.print(Cli.help(wanted, true, session));
    return 0;
  }
}

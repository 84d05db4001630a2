package dev.wasmc.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Write a script that completes commands and flags in a shell.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(wasmc completion bash)",
      "  wasmc completion fish > ~/.config/fish/completions/wasmc.fish",
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there are scripts for. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    /** As typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** For the argument. */
    static final class Converter extends WordConverter<Shell> {
      Converter() {
        super(values());
      }
    }
  }

  private final Session session;

  @Parameters(
      paramLabel = "SHELL",
      converter = Shell.Converter.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.BASH;

  @Spec private @Nullable CommandSpec spec;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine all =
        spec == null ? Cli.commandLine(new WasmcCommand(), session) : spec.root().commandLine();
    session.print(
        switch (shell) {
          case BASH, ZSH -> AutoComplete.bash("wasmc", all).replace(System.lineSeparator(), "\n");
          case FISH -> fish(all);
        });
    return 0;
  }

  private static String fish(CommandLine all) {
    StringBuilder out = new StringBuilder();
    all.getSubcommands()
        .forEach((name, command) -> {
          out.append("complete -c wasmc -n __fish_use_subcommand -f -a ").append(name);
          out.append(" -d ").append(quote(command.getCommandSpec().usageMessage().description()));
          out.append('\n');
          for (OptionSpec option : command.getCommandSpec().options()) {
            out.append("complete -c wasmc -n '__fish_seen_subcommand_from ")
                .append(name)
                .append("'");
            for (String flag : option.names()) {
              out.append(flag.startsWith("--") ? " -l " : " -s ");
              out.append(flag.substring(flag.startsWith("--") ? 2 : 1));
            }
            out.append(option.arity().max() > 0 ? " -r" : "");
            out.append(" -d ").append(quote(option.description())).append('\n');
          }
        });
    return out.toString();
  }

  private static String quote(String[] lines) {
    return "'" + String.join(" ", lines).replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

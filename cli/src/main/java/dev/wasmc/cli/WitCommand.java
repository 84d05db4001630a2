package dev.wasmc.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "wit",
    description = "Work with WIT, the language of interfaces and worlds.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc wit check wit/          all that is wrong with a package",
      "  wasmc wit fmt --check wit/    whether its files have the usual layout",
    })
final class WitCommand {
  /** The command with those under it. */
  static CommandLine commandLine(Session session) {
    return new CommandLine(new WitCommand())
        .addSubcommand(new WitCheckCommand(session))
        .addSubcommand(new WitFmtCommand(session));
  }
}

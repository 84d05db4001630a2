package dev.wasmc.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
    name = "wasmc",
    description = "A toolkit for WebAssembly components.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc demo                                     the main job, step by step",
      "  wasmc inspect guest.wasm                       what a component wants from the world",
      "  wasmc compose guest.wasm -o sealed.wasm        the same component, with nothing of it",
      "  wasmc run guest.wasm --dir ./data::/data::ro   run it, with a folder and nothing else",
      "",
      "Exit status: the guest's own for run, 134 after a trap, 2 for wrong usage, 1 for all else.",
    })
final class WasmcCommand {
  @Option(
      names = "-v",
      scope = ScopeType.INHERIT,
      description = {
        "Say more on standard error: -v which files were read and written, and in run what became"
            + " of each import;",
        "-vv how long each step took; -vvv the stack trace where wasmc itself fails."
      })
  private boolean[] verbose = {};

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "WHEN",
      converter = ColorMode.Converter.class,
      description =
          "Colour messages: ${COMPLETION-CANDIDATES}. NO_COLOR in the environment means never.")
  private ColorMode color = ColorMode.AUTO;

  @Option(
      names = {"-h", Cli.LONG_HELP},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show the flags; --help shows examples as well.")
  @SuppressWarnings("UnusedVariable") // The library keeps what was asked for in its own record.
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  void applyTo(Session session) {
    session.verbosity(verbose.length);
    session.color(color);
  }

  boolean wantsVersion() {
    return version;
  }
}

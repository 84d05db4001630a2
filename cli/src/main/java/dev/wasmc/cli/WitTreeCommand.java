package dev.wasmc.cli;

import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitTree;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "tree",
    description = "Show the packages that a WIT package is made of and needs, and who uses what.",
    footerHeading = "%nExamples:%n",
    footer = {"  wasmc wit tree wit/"})
final class WitTreeCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private WitFlags flags = new WitFlags();

  @Parameters(paramLabel = "PATH", description = "A package in any form, see `wasmc wit`.")
  private String path = "";

  WitTreeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    WitParser.Parsed parsed = flags.parse(session, path);
    flags.reportUnused(session);
    session.print(WitTree.print(parsed.resolve(), parsed.main()));
    return 0;
  }
}

package dev.wasmc.cli;

import dev.wasmc.wit.WitOptions;
import dev.wasmc.wit.WitParser;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = "Report all that is wrong with WIT packages.",
    footerHeading = "%nExamples:%n",
    footer = {"  wasmc wit check wit/"})
final class WitCheckCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private WitFlags flags = new WitFlags();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A file, or the folder of a package with its deps.")
  private List<String> paths = List.of();

  WitCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    WitOptions options = flags.options();
    for (String path : paths) {
      new WitParser(options).parse(session.path(path));
    }
    return 0;
  }
}

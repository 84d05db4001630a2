package dev.wasmc.cli;

import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WorldShaper;
import dev.wasmc.wit.doc.WitDoc;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "doc",
    description =
        "Write HTML pages about WIT packages and all that they need: linked, with a search, for a"
            + " browser to open from the folder as it is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc wit doc wit/ -o docs                 open docs/index.html then",
      "  wasmc wit doc wit/ --all-gates -o docs     with what is @unstable",
      "  wasmc wit doc guest.wasm -o docs           the world of a component",
    })
final class WitDocCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private WitFlags flags = new WitFlags();

  @Option(
      names = "--world",
      paramLabel = "NAME",
      description = "This world and what it needs, nothing else.")
  private @Nullable String world;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description =
          "Write into DIR. What this command wrote there before is replaced; a folder with"
              + " anything else in it is left alone.")
  private String folder = "";

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A package in any form, see `wasmc wit`; further ones are merged into it.")
  private List<String> paths = List.of();

  WitDocCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    OutputFolder output = OutputFolder.open(session, folder);
    WitParser.Parsed parsed = flags.parse(session, paths);
    flags.reportUnused(session);
    if (world != null) {
      parsed = WorldShaper.shape(parsed, world, WorldShaper.Shape.SAME);
    }
    SequencedMap<String, String> pages = WitDoc.render(parsed.resolve(), parsed.main());
    output.replace(pages);
    session.print(Path.of(folder, WitDoc.INDEX) + "\n");
    return 0;
  }
}

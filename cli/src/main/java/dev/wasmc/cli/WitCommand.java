package dev.wasmc.cli;

import dev.wasmc.bindings.WitPackageEncoder;
import dev.wasmc.wit.WitJson;
import dev.wasmc.wit.WitParser;
import dev.wasmc.wit.WitPrinter;
import dev.wasmc.wit.WorldShaper;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "wit",
    description =
        "Print WIT packages as WIT or in another form, and work with WIT, the language"
            + " of interfaces and worlds.",
    synopsisSubcommandLabel = "[COMMAND]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc wit wit/                      the package and all that it needs, as one file",
      "  wasmc wit wit/ --wasm -o p.wasm     its binary form, and back:",
      "  wasmc wit p.wasm --out-dir copy/",
      "  wasmc wit guest.wasm --importize    the world of who uses a component",
      "  wasmc wit check wit/                all that is wrong with a package",
      "  wasmc wit fmt --check wit/          whether its files have the usual layout",
      "  wasmc wit diff old/ new/            what changed, and for whom it is a break",
      "  wasmc wit tree wit/                 the packages, and who uses what",
      "  wasmc wit doc wit/ -o docs/         pages about them for a browser",
    })
final class WitCommand implements Callable<Integer> {
  /** One or none. */
  static final class Form {
    @Option(names = "--wasm", description = "Write the binary form of the package.")
    private boolean wasm;

    @Option(
        names = {"-t", "--wat"},
        description = "Write the binary form as text.")
    private boolean wat;

    @Option(names = Cli.JSON, description = "Write JSON, in the shape that wasm-tools gives it.")
    private boolean json;

    @Option(
        names = "--out-dir",
        paramLabel = "DIR",
        description =
            "Write the package into DIR, and what it needs into DIR/deps. What this command wrote"
                + " there before is replaced; a folder with anything else in it is left alone.")
    private @Nullable String folder;
  }

  /** One or none. */
  static final class Shape {
    @Option(
        names = "--importize",
        description = "Make imports of the exports of the world, as who uses it needs.")
    private boolean importize;

    @Option(
        names = "--exportize",
        description = "Make exports of the imports of the world, as what stands in for them needs.")
    private boolean exportize;

    private WorldShaper.Shape shape() {
      if (importize) {
        return WorldShaper.Shape.IMPORTIZED;
      }
      return exportize ? WorldShaper.Shape.EXPORTIZED : WorldShaper.Shape.SAME;
    }
  }

  private final Session session;

  @Mixin private WitFlags flags = new WitFlags();

  @Option(
      names = "--world",
      paramLabel = "NAME",
      description =
          "This world and what it needs, nothing else: its name, or its full name where it is part"
              + " of a dependency.")
  private @Nullable String world;

  @ArgGroup private Shape shape = new Shape();

  @ArgGroup private Form form = new Form();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE; to standard output without it, or where FILE is -.")
  private String output = Session.STANDARD;

  @Parameters(
      paramLabel = "PATH",
      description =
          "A WIT file, the folder of a package with its deps, a package in binary form, a"
              + " component, or - for standard input; further ones are merged into the first.")
  private List<String> paths = List.of();

  @Spec private @Nullable CommandSpec spec;

  WitCommand(Session session) {
    this.session = session;
  }

  /** The command with those under it. */
  static CommandLine commandLine(Session session) {
    return new CommandLine(new WitCommand(session))
        .addSubcommand(new WitCheckCommand(session))
        .addSubcommand(new WitFmtCommand(session))
        .addSubcommand(new WitDiffCommand(session))
        .addSubcommand(new WitTreeCommand(session))
        .addSubcommand(new WitDocCommand(session));
  }

  @Override
  public Integer call() {
    // A parameter that has to be there would have to be there for the commands under this one too.
    if (paths.isEmpty()) {
      throw new UsageException(
          "missing required parameter: 'PATH'", "`wasmc wit --help` shows all flags");
    }
    if (spec != null) {
      UsageException.mistypedCommand(spec, session)
          .ifPresent(mistyped -> {
            throw mistyped;
          });
    }
    if (form.folder != null && !output.equals(Session.STANDARD)) {
      throw new UsageException(
          "`--out-dir` and `--output` exclude each other", "`wasmc wit --help` shows all flags");
    }
    OutputFolder folder = form.folder == null ? null : OutputFolder.open(session, form.folder);
    WitParser.Parsed parsed = flags.parse(session, paths);
    flags.reportUnused(session);
    if (world != null || shape.importize || shape.exportize) {
      parsed = WorldShaper.shape(parsed, world, shape.shape());
    }
    if (folder != null) {
      folder.replace(WitPrinter.printFiles(parsed.resolve(), parsed.main()));
    } else if (form.wasm || form.wat) {
      OutputFlags.write(
          session, output, form.wat, WitPackageEncoder.encode(parsed.resolve(), parsed.main()));
    } else {
      String text =
          form.json
              ? WitJson.print(parsed.resolve()) + "\n"
              : WitPrinter.printAll(parsed.resolve(), parsed.main());
      OutputFlags.write(session, output, text);
    }
    return 0;
  }
}

package dev.wasmc.cli;

import dev.wasmc.bindings.ComponentToWit;
import dev.wasmc.capability.Inspection;
import dev.wasmc.capability.InspectionJson;
import dev.wasmc.capability.InspectionText;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Validate a component or core module, and show what it wants from the world.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc inspect guest.wasm          what it imports, exports and consists of",
      "  wasmc inspect --json guest.wasm   the same for programs",
      "  wasmc inspect --wit guest.wasm    its world in WIT",
    })
final class InspectCommand implements Callable<Integer> {
  /** One or none. */
  static final class Form {
    @Option(names = Cli.JSON, description = "Write JSON.")
    private boolean json;

    @Option(names = "--wit", description = "Write the component's WIT.")
    private boolean wit;
  }

  private final Session session;

  @ArgGroup private Form form = new Form();

  @Parameters(paramLabel = "FILE", description = "A binary; - for standard input.")
  private String file = Session.STANDARD;

  InspectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (form.wit) {
      GuestComponent guest = session.load(file);
      ComponentToWit.Extracted extracted = ComponentToWit.extract(guest.validated());
      session.print(extracted.text());
      if (!extracted.leftOut().isEmpty()) {
        session.report(
            List.of(
                Diagnostic.warning(
                    new CliProblem.NotInWit(extracted.leftOut()), Place.Nowhere.NOWHERE)));
      }
    } else {
      ByteSlice bytes = session.read(file);
      String name = Session.shown(file);
      Inspection inspection = session.timed("inspected " + name, () -> Inspection.of(name, bytes));
      session.print(
          form.json ? InspectionJson.render(inspection) : InspectionText.render(inspection));
    }
    return 0;
  }
}

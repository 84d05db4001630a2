package dev.wasmc.cli;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.virtualize.Bridge;
import dev.wasmc.virtualize.Virtualizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "virtualize",
    description = {
      "Make a bridge: a component that answers in place of the world for everything that a guest"
          + " imports.",
      "What no flag names is denied, but for standard output, standard error and exit."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc virtualize --for guest.wasm -o bridge.wasm",
      "  wasmc virtualize --for guest.wasm --clock fixed=2000-01-01T00:00:00Z -e A=1 -o"
          + " bridge.wasm",
      "  wasmc virtualize --for guest.wasm --mount /data=./data -t",
    })
final class VirtualizeCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "GUEST",
      description = "The component to make a bridge for; - for standard input.")
  private String guest = Session.STANDARD;

  @Mixin private PolicyFlags flags = new PolicyFlags();
  @Mixin private OutputFlags output = new OutputFlags();

  @Option(names = Cli.JSON, description = "Report in JSON, on standard error.")
  private boolean json;

  VirtualizeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Diagnostic> warnings = new ArrayList<>();
    Policy policy = flags.ofArtifact(session, warnings);
    output.check(session);
    GuestComponent component = session.load(guest);
    Bridge bridge =
        session.timed("made the bridge", () -> Virtualizer.virtualize(component, policy));
    output.write(session, bridge.encode());
    warnings.addAll(bridge.warnings());
    FateReport.write(session, bridge.fates(), warnings, json);
    return 0;
  }
}

package dev.wasmc.cli;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.virtualize.Artifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compose",
    description = {
      "Join a guest with plugs and with a bridge to one component.",
      "Without plugs, or with any flag of a policy, every import that nothing satisfies is sealed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc compose guest.wasm -o sealed.wasm",
      "  wasmc compose guest.wasm --clock fixed=1970-01-01T00:00:00Z --random seed=7 -o out.wasm",
      "  wasmc compose app.wasm --plug format.wasm --seal -o out.wasm",
    })
final class ComposeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "GUEST", description = "A component; - for standard input.")
  private String guest = Session.STANDARD;

  @Option(
      names = "--plug",
      paramLabel = "FILE",
      description = "A component whose exports satisfy imports; several in any order.")
  private List<String> plugs = new ArrayList<>();

  @Option(names = "--seal", description = "Deny what no plug satisfies.")
  private boolean seal;

  @Mixin private PolicyFlags flags = new PolicyFlags();
  @Mixin private OutputFlags output = new OutputFlags();

  @Option(names = Cli.JSON, description = "Report in JSON, on standard error.")
  private boolean json;

  ComposeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Diagnostic> warnings = new ArrayList<>();
    Optional<Policy> policy =
        plugs.isEmpty() || seal || flags.isGiven()
            ? Optional.of(flags.ofArtifact(session, warnings))
            : Optional.empty();
    output.check(session);
    GuestComponent component = session.load(guest);
    List<GuestComponent> plugged = plugs.stream().map(session::load).toList();
    Artifact artifact =
        session.timed("composed", () -> Sandbox.compose(component, plugged, policy));
    output.write(session, artifact.bytes());
    warnings.addAll(artifact.warnings());
    FateReport.write(session, artifact.fates(), warnings, json);
    return 0;
  }
}

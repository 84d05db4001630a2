package dev.wasmc.cli;

import dev.wasmc.capability.InspectionText;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.PolicyKey;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.sandbox.Profile;
import dev.wasmc.sandbox.Profiler;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.RunResult;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.wave.Wave;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = RunCommand.NAME,
    description = {
      "Run a component, with nothing granted that no flag names.",
      "Exits with the guest's status, with 134 after a trap."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wasmc run guest.wasm -- one 'two words'",
      "  wasmc run guest.wasm --dir ./data::/data::ro --allow clocks",
      "  wasmc run guest.wasm --clock fixed=2000-01-01T00:00:00Z --random seed=7",
      "  wasmc run lib.wasm --invoke 'count(10)' --fuel 1000000 --timeout 5s",
    })
final class RunCommand implements Callable<Integer> {
  static final String NAME = "run";

  private final Session session;

  @Parameters(index = "0", paramLabel = "GUEST", description = "A component; - for standard input.")
  private String guest = Session.STANDARD;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "-- ARGS",
      description = "The guest's arguments.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--invoke",
      paramLabel = "CALL",
      description = "Call this function in WAVE, and print its result in WAVE.")
  private @Nullable String invoke;

  @Mixin private PolicyFlags flags = new PolicyFlags();
  @Mixin private GrantFlags grants = new GrantFlags();
  @Mixin private LimitFlags limits = new LimitFlags();

  @Option(
      names = Cli.JSON,
      description = "Report denials, traps and errors in JSON, on one line of standard error.")
  private boolean json;

  @Option(
      names = "--profile",
      description = "Say on standard error where the guest's time went, by function.")
  private boolean profile;

  @Option(
      names = "--profile-stacks",
      paramLabel = "FILE",
      description = "Write the sampled stacks, for tools that draw flame graphs.")
  private @Nullable String profileStacks;

  @Spec private @Nullable CommandSpec spec;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Policy policy = flags.ofRun(session, more());
    Terminal terminal = session.terminal();
    Optional<Profiler> profiler =
        profile || profileStacks != null ? Optional.of(new Profiler()) : Optional.empty();
    RunOptions options =
        new RunOptions(
            limits.limits(),
            limits.timeout(),
            Optional.ofNullable(invoke),
            terminal.in(),
            terminal.out(),
            terminal.err(),
            terminal.environment(),
            profiler);
    GuestComponent component = session.load(guest);
    RunResult result = session.timed("ran", () -> Sandbox.run(component, policy, options));
    if (result.outcome() instanceof RunResult.Returned(var value, var type)
        && value != null
        && type != null) {
      session.print(Wave.print(value, type) + "\n");
    }
    if (!json) {
      result.fates().forEach(fate -> session.log(Session.FILES, InspectionText.fate(fate)));
    }
    Optional<Profile> measured = profiler.map(Profiler::profile);
    RunReport.write(session, result, json, measured.filter(_ -> profile));
    if (measured.isPresent() && profileStacks != null) {
      byte[] stacks = measured.get().foldedStacks().getBytes(StandardCharsets.UTF_8);
      OutputFlags.replace(session, profileStacks, stacks);
    }
    return result.exitCode();
  }

  private Map<PolicyKey, List<String>> more() {
    List<String> given =
        spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    int end = given.indexOf(Cli.END_OF_FLAGS);
    int behind = end < 0 ? 0 : given.size() - end - 1;
    if (arguments.size() > behind) {
      throw new UsageException(
          "`" + arguments.getFirst() + "` stands where only flags can",
          "a guest's arguments come last, after `--`");
    }
    if (!arguments.isEmpty() && flags.hasArguments()) {
      throw new UsageException(
          "`--arg` and arguments after `--` contradict each other", "leave one of them out");
    }
    SequencedMap<PolicyKey, List<String>> more = grants.texts();
    more.put(PolicyKey.ARG, arguments);
    return more;
  }
}

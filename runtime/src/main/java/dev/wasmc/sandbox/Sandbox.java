package dev.wasmc.sandbox;

import dev.wasmc.bindings.WasiTypes;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.runtime.Linker;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Suggestions;
import dev.wasmc.virtualize.Artifact;
import dev.wasmc.virtualize.Sealing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Composes and runs guests under a policy. */
public final class Sandbox {
  private Sandbox() {}

  /**
   * Reads what every guest needs, on a thread of its own and at once: a program that has a guest to
   * read first may call it before. Without it the first guest waits that much longer.
   */
  public static void warmUp() {
    Thread thread = new Thread(WasiTypes::load, "wasmc-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * One component of a guest, plugs and the bridge that a policy asks for.
   *
   * @param plugs in any order
   * @param policy empty to leave imports that no plug satisfies; what it grants stays an import
   *     too, for whoever runs it
   * @throws DiagnosticException where they do not fit together
   */
  public static Artifact compose(
      GuestComponent guest, List<GuestComponent> plugs, Optional<Policy> policy) {
    return Sealing.compose(guest, plugs, policy);
  }

  /**
   * Seals a guest in memory, as {@link #compose} does, and plans it.
   *
   * @param policy with the variables themselves: only {@link #run} has an environment to inherit
   *     from
   * @param hosts interfaces of the embedder's own; those that the guest imports pass the bridge.
   *     Their functions run on the guest's thread, and at the same time where several instances run
   * @throws DiagnosticException where the policy does not fit the guest
   */
  public static PreparedGuest prepare(GuestComponent guest, Policy policy, HostInterface... hosts) {
    List<HostInterface> own = List.of(hosts);
    Policy.Builder builder = policy.toBuilder();
    for (String imported : guest.validated().type().imports().keySet()) {
      if (own.stream().anyMatch(host -> Linker.serves(host, imported))) {
        builder.pass(imported);
      }
    }
    Policy passing = builder.build();
    return new PreparedGuest(Sealing.compose(guest, List.of(), Optional.of(passing)), passing, own);
  }

  /**
   * Runs a guest to its end, on a thread of its own, as {@link PreparedGuest#run} does.
   *
   * @throws DiagnosticException where it cannot start: imports that nobody knows, a grant that
   *     cannot be given, a bad call
   */
  public static RunResult run(GuestComponent guest, Policy policy, RunOptions options) {
    RunResult result = prepare(guest, withInherited(policy, options.environment())).run(options);
    List<Diagnostic> warnings = nothingToInherit(policy, options.environment());
    warnings.addAll(result.warnings());
    return new RunResult(
        result.outcome(), result.denied(), result.refused(), result.fates(), warnings);
  }

  private static Policy withInherited(Policy policy, Map<String, String> environment) {
    Policy.Builder builder = policy.toBuilder();
    for (String name : policy.grants().inheritEnvironment()) {
      String value = environment.get(name);
      if (value != null && !policy.environment().containsKey(name)) {
        builder.environment(name, value);
      }
    }
    return builder.build();
  }

  private static List<Diagnostic> nothingToInherit(Policy policy, Map<String, String> environment) {
    List<Diagnostic> warnings = new ArrayList<>();
    for (String name : policy.grants().inheritEnvironment()) {
      if (!environment.containsKey(name)) {
        warnings.add(
            Diagnostic.warning(
                new SandboxProblem.NothingToInherit(
                    name, Suggestions.hint(name, environment.keySet())),
                Place.Nowhere.NOWHERE));
      }
    }
    return warnings;
  }
}

package dev.wasmc.sandbox;

import dev.wasmc.bindings.WasiTypes;
import dev.wasmc.capability.Fate;
import dev.wasmc.capability.Grants;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.component.types.ComponentType;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.runtime.LinkedComponent;
import dev.wasmc.runtime.Linker;
import dev.wasmc.runtime.PlanCode;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.Planner;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.virtualize.Artifact;
import dev.wasmc.virtualize.Sealing;
import dev.wasmc.wasi.WasiConfig;
import dev.wasmc.wasi.WasiHosts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest that is sealed under a policy and planned, to be run or instantiated any number of times.
 * Its code is compiled once, as far as it is reached. For any thread; runs share nothing but the
 * embedder's own hosts.
 */
public final class PreparedGuest {
  private final Artifact artifact;
  private final Policy policy;
  private final List<HostInterface> hosts;
  private final ComponentPlan plan;
  private final PlanCode code;

  PreparedGuest(Artifact artifact, Policy policy, List<HostInterface> hosts) {
    this(artifact, policy, hosts, Planner.plan(artifact.component().validated()), new PlanCode());
  }

  private PreparedGuest(
      Artifact artifact,
      Policy policy,
      List<HostInterface> hosts,
      ComponentPlan plan,
      PlanCode code) {
    this.artifact = artifact;
    this.policy = policy;
    this.hosts = hosts;
    this.plan = plan;
    this.code = code;
  }

  /**
   * The same guest with code of its own.
   *
   * @param engine how that is translated; name, fuel and depth are not taken from there
   */
  public PreparedGuest withEngine(EngineOptions engine) {
    return new PreparedGuest(artifact, policy, hosts, plan, new PlanCode(engine));
  }

  /** What became of each import of the guest. */
  public List<Fate> fates() {
    return artifact.fates();
  }

  /** What in the policy did nothing, and the like. */
  public List<Diagnostic> warnings() {
    return Sealing.forRun(artifact.warnings());
  }

  /**
   * Runs the guest to its end, on a thread of its own. Where the calling thread is interrupted, so
   * is the guest, which then ends as {@link RunResult.Trapped}.
   *
   * @throws DiagnosticException where it cannot start: imports that nobody knows, a grant that
   *     cannot be given, a bad call
   */
  public RunResult run(RunOptions options) {
    Invocation invocation = Invocation.of(type(), options.invoke());
    try (GuestInstance instance = prepare(options)) {
      RunResult.Outcome outcome = instance.run(invocation);
      return new RunResult(outcome, instance.denied(), instance.refused(), fates(), warnings());
    }
  }

  /**
   * An instance whose start functions have run.
   *
   * @param options {@code invoke} means nothing here; the timeout is for the start and for each
   *     call
   * @throws DiagnosticException as {@link #run}
   * @throws dev.wasmc.engine.TrapException where a start function traps, or a limit stops it
   */
  public GuestInstance instantiate(RunOptions options) {
    GuestInstance instance = prepare(options);
    try {
      instance.start();
      return instance;
    } catch (RuntimeException | Error e) {
      instance.close();
      throw e;
    }
  }

  ComponentType type() {
    return plan.component().type();
  }

  private GuestInstance prepare(RunOptions options) {
    WasiHosts wasi;
    try {
      wasi = WasiHosts.of(config(options));
    } catch (IOException e) {
      throw DiagnosticException.error(unusable(e), Place.Nowhere.NOWHERE);
    }
    try {
      return new GuestInstance(this, wasi, link(wasi), options);
    } catch (RuntimeException | Error e) {
      wasi.close();
      throw e;
    }
  }

  private static SandboxProblem unusable(IOException cause) {
    return cause instanceof FileSystemException folder
        ? new SandboxProblem.UnusableGrant(
            "the folder `" + folder.getFile() + "`", String.valueOf(folder.getReason()))
        : new SandboxProblem.UnusableGrant("the folders", String.valueOf(cause.getMessage()));
  }

  private LinkedComponent link(WasiHosts wasi) {
    List<HostInterface> all = new ArrayList<>(hosts);
    all.addAll(wasi.interfaces());
    return new Linker(
            all,
            (_, imported, type) ->
                WasiTypes.difference(imported, type).map(function -> "the function " + function))
        .link(plan, code);
  }

  private WasiConfig config(RunOptions options) {
    Grants grants = policy.grants();
    WasiConfig.Builder config = WasiConfig.builder();
    if (policy.stdio() == StdioMode.ALLOW) {
      config.stdout(options.stdout()).stderr(options.stderr());
    }
    if (policy.exit()) {
      config.exit();
    }
    if (grants.inheritStdin()) {
      config.stdin(options.stdin());
    }
    if (grants.clocks()) {
      config.wallClock(Clock.systemUTC()).monotonicClock();
    }
    if (grants.random()) {
      config.random();
    }
    for (Grants.Directory directory : grants.directories()) {
      config.preopen(Path.of(directory.host()), directory.guest(), directory.readOnly());
    }
    return config.build();
  }
}

package dev.wasmc.sandbox;

import dev.wasmc.bindings.WasiTypes;
import dev.wasmc.capability.Capability;
import dev.wasmc.capability.Grants;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.capability.WasiInterface;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.LimitListener;
import dev.wasmc.engine.TrapException;
import dev.wasmc.runtime.ComponentInstance;
import dev.wasmc.runtime.GuestFunction;
import dev.wasmc.runtime.LinkedComponent;
import dev.wasmc.runtime.Linker;
import dev.wasmc.runtime.host.GuestExit;
import dev.wasmc.runtime.plan.ComponentPlan;
import dev.wasmc.runtime.plan.PlannedDenial;
import dev.wasmc.runtime.plan.Planner;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Suggestions;
import dev.wasmc.virtualize.Artifact;
import dev.wasmc.virtualize.Sealing;
import dev.wasmc.wasi.WasiConfig;
import dev.wasmc.wasi.WasiHosts;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Composes and runs guests under a policy. */
public final class Sandbox {
  private Sandbox() {}

  /**
   * One component of a guest, plugs and the bridge that a policy asks for.
   *
   * @param plugs in any order
   * @param policy empty to leave imports that no plug satisfies
   * @throws DiagnosticException where they do not fit together
   */
  public static Artifact compose(
      GuestComponent guest, List<GuestComponent> plugs, Optional<Policy> policy) {
    return Sealing.compose(guest, plugs, policy);
  }

  /**
   * Runs a guest to its end, on a thread of its own.
   *
   * @throws DiagnosticException where it cannot start: imports that nobody knows, a grant that
   *     cannot be given, a bad call
   */
  public static RunResult run(GuestComponent guest, Policy policy, RunOptions options) {
    Policy effective = withInherited(policy, options);
    Artifact artifact = Sealing.compose(guest, List.of(), Optional.of(effective));
    GuestComponent sealed = GuestComponent.load(guest.name(), ByteSlice.of(artifact.bytes()));
    ComponentPlan plan = Planner.plan(sealed.validated());
    Invocation invocation = Invocation.of(sealed.validated().type(), options.invoke());
    try (WasiHosts hosts = WasiHosts.of(config(effective, options))) {
      LinkedComponent linked =
          new Linker(
                  hosts.interfaces(),
                  (host, imported, type) ->
                      WasiTypes.difference(imported, type)
                          .map(function -> "the function " + function))
              .link(plan);
      Run run = new Run(linked, invocation, options);
      RunResult.Outcome outcome = run.execute();
      return new RunResult(
          outcome,
          List.copyOf(run.denied),
          List.copyOf(run.refused),
          artifact.fates(),
          warnings(policy, options, artifact));
    } catch (IOException e) {
      throw e instanceof FileSystemException folder
          ? unusable("the folder `" + folder.getFile() + "`", String.valueOf(folder.getReason()))
          : unusable("the folders", String.valueOf(e.getMessage()));
    }
  }

  private static DiagnosticException unusable(String grant, String reason) {
    return DiagnosticException.error(
        new SandboxProblem.UnusableGrant(grant, reason), Place.Nowhere.NOWHERE);
  }

  private static Policy withInherited(Policy policy, RunOptions options) {
    Policy.Builder builder = policy.toBuilder();
    for (String name : policy.grants().inheritEnvironment()) {
      String value = options.environment().get(name);
      if (value != null && !policy.environment().containsKey(name)) {
        builder.environment(name, value);
      }
    }
    return builder.build();
  }

  private static List<Diagnostic> warnings(Policy policy, RunOptions options, Artifact artifact) {
    List<Diagnostic> warnings = new ArrayList<>();
    for (String name : policy.grants().inheritEnvironment()) {
      if (!options.environment().containsKey(name)) {
        warnings.add(
            Diagnostic.warning(
                new SandboxProblem.NothingToInherit(
                    name, Suggestions.hint(name, options.environment().keySet())),
                Place.Nowhere.NOWHERE));
      }
    }
    warnings.addAll(Sealing.forRun(artifact.warnings()));
    return warnings;
  }

  private static WasiConfig config(Policy policy, RunOptions options) {
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

  /** One run: what it hears while the guest works. */
  private static final class Run {
    private final LinkedComponent linked;
    private final Invocation invocation;
    private final RunOptions options;
    private final Set<DeniedCall> denied = new LinkedHashSet<>();
    private final List<RefusedGrowth> refused = new ArrayList<>();
    private volatile @Nullable ComponentInstance instance;
    private volatile @Nullable Thread thread;
    private volatile boolean timedOut;

    Run(LinkedComponent linked, Invocation invocation, RunOptions options) {
      this.linked = linked;
      this.invocation = invocation;
      this.options = options;
    }

    RunResult.Outcome execute() {
      Optional<Thread> watch =
          options.timeout().map(limit -> Thread.ofVirtual().start(() -> watch(limit.toMillis())));
      try {
        return GuestThread.run(this::inside, options.limits().stackBytes());
      } catch (RuntimeException e) {
        throw e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop();
        throw new IllegalStateException("interrupted while a guest ran", e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        watch.ifPresent(Thread::interrupt);
      }
    }

    private void watch(long millis) {
      try {
        Thread.sleep(millis);
        timedOut = true;
        stop();
      } catch (InterruptedException done) {
        Thread.currentThread().interrupt();
      }
    }

    private void stop() {
      ComponentInstance running = instance;
      if (running != null) {
        running.interrupt();
      }
      Thread on = thread;
      if (on != null) {
        on.interrupt();
      }
    }

    private RunResult.Outcome inside() {
      thread = Thread.currentThread();
      try {
        ComponentInstance made =
            ComponentInstance.prepare(linked, options.limits(), this::refused, this::denied);
        instance = made;
        if (timedOut) {
          made.interrupt();
        }
        made.start();
        GuestFunction function =
            made.function(invocation.instance(), invocation.function()).orElseThrow();
        Value value = function.call(invocation.arguments());
        if (!invocation.isCommand()) {
          return new RunResult.Returned(value, invocation.type().result());
        }
        return new RunResult.Ended(value instanceof Value.Variant(int result, var _) ? result : 0);
      } catch (GuestExit exit) {
        return new RunResult.Ended(exit.code());
      } catch (TrapException trap) {
        return new RunResult.Trapped(report(trap));
      } finally {
        thread = null;
      }
    }

    private TrapReport report(TrapException trap) {
      Optional<String> limit =
          switch (trap.kind()) {
            case FUEL_EXHAUSTED -> Optional.of("--fuel");
            case INTERRUPTED -> Optional.of("--timeout");
            case STACK_OVERFLOW -> Optional.of("--max-stack-depth");
            case TOO_MANY_HANDLES -> Optional.of("--max-handles");
            default -> Optional.empty();
          };
      return new TrapReport(
          trap.kind(), String.valueOf(trap.getMessage()), limit, trap.wasmStack());
    }

    private void refused(LimitListener.Limit limit, long wanted, long allowed) {
      String what = limit == LimitListener.Limit.TABLE_ELEMENTS ? "table" : "memory";
      refused.add(new RefusedGrowth(what, wanted, allowed));
    }

    private void denied(PlannedDenial denial, String caller) {
      Optional<WasiInterface> wasi =
          Optional.ofNullable(denial.imported()).flatMap(WasiInterface::of);
      Capability capability =
          wasi.map(each -> each.capability(denial.function())).orElse(Capability.CUSTOM);
      String name = (denial.imported() == null ? "" : denial.imported() + ".") + denial.function();
      Optional<String> grant =
          wasi.map(each -> each.grant(denial.function()))
              .orElseGet(() -> Optional.ofNullable(capability.grant()));
      Optional<String> mock =
          wasi.map(each -> each.mock(denial.function()))
              .orElseGet(() -> Optional.ofNullable(capability.mock()))
              .map(flag -> flag.replace("FUNCTION", name));
      denied.add(
          new DeniedCall(
              caller,
              denial.imported(),
              denial.function(),
              denial.answer(),
              capability,
              grant.orElse(null),
              mock.orElse(null)));
    }
  }
}

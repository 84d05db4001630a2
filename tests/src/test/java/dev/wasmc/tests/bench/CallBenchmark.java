package dev.wasmc.tests.bench;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.ComponentInstance;
import dev.wasmc.runtime.GuestFunction;
import dev.wasmc.runtime.LinkedComponent;
import dev.wasmc.runtime.Linker;
import dev.wasmc.runtime.RuntimeLimits;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.plan.Planner;
import dev.wasmc.sandbox.GuestInstance;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.Sandbox;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What calls cost that cross the border of a component. Where a guest calls, it does so many times
 * for one call of the benchmark, and the time is that of one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {
  private static final int MANY = 10_000;
  private static final int FEWER = 1000;
  private static final Value TEXT = Value.of("The quick brown fox jumps over the lazy dog. ");

  private final HostInterface host =
      HostInterface.builder("bench:host/api", "")
          .function("next", (_, arguments) -> Value.of(Arguments.integer(arguments, 0) + 1))
          .build();
  private final GuestInstance calling =
      Sandbox.prepare(Components.named("host"), Policy.DENY_ALL, host)
          .instantiate(RunOptions.QUIET);
  private final GuestInstance composed =
      Sandbox.prepare(Components.callerWithCallee(), Policy.DENY_ALL).instantiate(RunOptions.QUIET);
  private final ComponentInstance direct = started();
  private final GuestFunction length = direct.function(Optional.empty(), "length").orElseThrow();

  private ComponentInstance started() {
    LinkedComponent linked =
        new Linker(List.of(host), (_, _, _) -> Optional.empty())
            .link(Planner.plan(Components.named("host").validated()));
    ComponentInstance instance =
        ComponentInstance.prepare(linked, RuntimeLimits.DEFAULT, (_, _, _) -> {}, (_, _) -> {});
    instance.start();
    return instance;
  }

  /** Ends all guests. */
  @TearDown
  public void close() {
    calling.close();
    composed.close();
    direct.close();
  }

  /** A guest calls the host with a number, and gets one. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public @Nullable Value hostCall() {
    return calling.call("numbers", Value.of(MANY));
  }

  /** The host calls a guest with a string, each call on a thread of its own. */
  @Benchmark
  public @Nullable Value callWithString() {
    return calling.call("length", TEXT);
  }

  /** The same on the thread that calls. */
  @Benchmark
  public @Nullable Value callWithStringOnThisThread() {
    return length.call(List.of(TEXT));
  }

  /** A component calls another with a string of 100 bytes. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public @Nullable Value componentCallWithString() {
    return composed.call("strings", Value.of(MANY));
  }

  /** A component calls another with a list of 1,000 records. */
  @Benchmark
  @OperationsPerInvocation(FEWER)
  public @Nullable Value componentCallWithRecords() {
    return composed.call("records", Value.of(FEWER));
  }
}

package dev.wasmc.sandbox;

import dev.wasmc.runtime.RuntimeLimits;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a guest is run.
 *
 * @param invoke a call in WAVE, such as {@code f(1, "x")}; empty for {@code wasi:cli/run}, or else
 *     the only export that takes nothing
 * @param timeout of the whole run, from instantiation on
 * @param stdin read only where the policy's grants inherit it
 * @param stdout written to as far as the policy lets standard output pass, and flushed when the
 *     guest does so; stays open
 * @param stderr likewise
 * @param environment what the grants can inherit from
 * @param profiler finds out where the time goes
 */
public record RunOptions(
    RuntimeLimits limits,
    Optional<Duration> timeout,
    Optional<String> invoke,
    InputStream stdin,
    OutputStream stdout,
    OutputStream stderr,
    Map<String, String> environment,
    Optional<Profiler> profiler) {
  /** What the call's text is named by where a diagnostic points into it. */
  public static final String INVOKE = "--invoke";

  /** No input, output thrown away, default limits, no timeout. */
  public static final RunOptions QUIET =
      new RunOptions(
          RuntimeLimits.DEFAULT,
          Optional.empty(),
          Optional.empty(),
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream(),
          Map.of(),
          Optional.empty());

  public RunOptions {
    environment = Map.copyOf(environment);
  }

  public RunOptions withLimits(RuntimeLimits newLimits) {
    return new RunOptions(newLimits, timeout, invoke, stdin, stdout, stderr, environment, profiler);
  }

  public RunOptions withTimeout(Duration newTimeout) {
    return new RunOptions(
        limits, Optional.of(newTimeout), invoke, stdin, stdout, stderr, environment, profiler);
  }

  public RunOptions withInvoke(String call) {
    return new RunOptions(
        limits, timeout, Optional.of(call), stdin, stdout, stderr, environment, profiler);
  }

  public RunOptions withOutput(OutputStream newStdout, OutputStream newStderr) {
    return new RunOptions(
        limits, timeout, invoke, stdin, newStdout, newStderr, environment, profiler);
  }

  public RunOptions withStdin(InputStream newStdin) {
    return new RunOptions(limits, timeout, invoke, newStdin, stdout, stderr, environment, profiler);
  }

  public RunOptions withEnvironment(Map<String, String> newEnvironment) {
    return new RunOptions(limits, timeout, invoke, stdin, stdout, stderr, newEnvironment, profiler);
  }

  public RunOptions withProfiler(Profiler newProfiler) {
    return new RunOptions(
        limits, timeout, invoke, stdin, stdout, stderr, environment, Optional.of(newProfiler));
  }
}

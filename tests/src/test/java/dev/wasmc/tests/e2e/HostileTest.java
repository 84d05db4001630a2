package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.capability.Policy;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.runtime.RuntimeLimits;
import dev.wasmc.sandbox.RefusedGrowth;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.TrapReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests that do not want to end, or want too much: a limit stops each, and the JVM goes on. */
final class HostileTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @AfterEach
  void healthy() {
    Ran.assertHealthy();
  }

  private static TrapReport trap(String guest, RunOptions options) {
    Ran ran = Ran.run(Guests.load(guest), Policy.DENY_ALL, options);
    assertEquals(134, ran.result().exitCode());
    assertEquals("", ran.stdout() + ran.stderr());
    return ran.trap();
  }

  private static RunOptions limited(RuntimeLimits limits) {
    return RunOptions.QUIET.withLimits(limits);
  }

  @Test
  void unreachable() {
    TrapReport report = trap("trap-unreachable", RunOptions.QUIET);
    assertEquals(TrapKind.UNREACHABLE, report.kind());
    assertEquals(Optional.empty(), report.limit());
    assertEquals(1, report.stack().size());
  }

  @ParameterizedTest
  @CsvSource({"infinite-loop,", "spin-exports, spin()", "spin-exports, count(1000000)"})
  void fuel(String guest, String call) {
    RunOptions options = limited(RuntimeLimits.DEFAULT.withFuel(1_000_000));
    TrapReport report = trap(guest, call == null ? options : options.withInvoke(call));
    assertEquals(TrapKind.FUEL_EXHAUSTED, report.kind());
    assertEquals(Optional.of("--fuel"), report.limit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "infinite-loop;",
        "spin-exports; spin()",
        "spin-exports; spin-memory()",
        "spin-exports; spin-calls()",
        "spin-exports; spin-realloc(\"x\")",
        "spin-exports; spin-post-return()"
      })
  void timeout(String guest, String call) {
    RunOptions options = RunOptions.QUIET.withTimeout(SHORT);
    TrapReport report = trap(guest, call == null ? options : options.withInvoke(call));
    assertEquals(TrapKind.INTERRUPTED, report.kind());
    assertEquals(Optional.of("--timeout"), report.limit());
  }

  @Test
  void memory() {
    long limit = 64L << 20;
    Ran ran =
        Ran.run(
            Guests.load("memory-bomb"),
            Policy.DENY_ALL,
            limited(RuntimeLimits.DEFAULT.withMemoryBytes(limit)));
    assertEquals("exit 0", ran.value());
    assertEquals(
        List.of(new RefusedGrowth("memory", limit + (1 << 16), limit)), ran.result().refused());
  }

  @Test
  void table() {
    Ran ran = Ran.invoke(Guests.load("memory-bomb"), Policy.DENY_ALL, "table()");
    assertEquals(
        List.of(new RefusedGrowth("table", 10_027_009, 10_000_000)), ran.result().refused());
    assertEquals("9961473", ran.value());
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 1000, 100_000_000})
  void stack(int depth) {
    TrapReport report = trap("stack-bomb", limited(RuntimeLimits.DEFAULT.withCallDepth(depth)));
    assertEquals(TrapKind.STACK_OVERFLOW, report.kind());
    assertEquals(Optional.of("--max-stack-depth"), report.limit());
    assertTrue(report.stack().size() <= 1024, () -> "frames: " + report.stack().size());
  }

  @Test
  void handles() {
    TrapReport report = trap("handle-leak", RunOptions.QUIET);
    assertEquals(TrapKind.TOO_MANY_HANDLES, report.kind());
    assertEquals(Optional.of("--max-handles"), report.limit());
    assertEquals(
        TrapKind.TOO_MANY_HANDLES,
        trap(
                "handle-leak",
                limited(RuntimeLimits.DEFAULT.withHandles(100)).withInvoke("leak(1000)"))
            .kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deep-nesting", "deep-nesting-2000"})
  void nesting(String guest) {
    assertEquals("42", Ran.run(Guests.load(guest), Policy.DENY_ALL).value());
  }

  @Test
  void importsOfEverything() {
    assertEquals("exit 0", Ran.run(Guests.load("bad-imports-everything"), Policy.DENY_ALL).value());
  }
}

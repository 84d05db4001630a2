package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.sandbox.DeniedCall;
import dev.wasmc.sandbox.PreparedGuest;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.RunResult;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.sandbox.TrapReport;
import dev.wasmc.wave.Wave;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A run under our own runtime, and what it wrote. */
record Ran(RunResult result, String stdout, String stderr) {
  static Ran run(GuestComponent guest, Policy policy, RunOptions options) {
    return run(each -> Sandbox.run(guest, policy, each), options);
  }

  static Ran run(PreparedGuest guest, RunOptions options) {
    return run(guest::run, options);
  }

  private static Ran run(Function<RunOptions, RunResult> runner, RunOptions options) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    RunResult result = runner.apply(options.withOutput(stdout, stderr));
    return new Ran(
        result, stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
  }

  static Ran run(GuestComponent guest, Policy policy) {
    return run(guest, policy, RunOptions.QUIET);
  }

  static Ran invoke(GuestComponent guest, Policy policy, String call) {
    return run(guest, policy, RunOptions.QUIET.withInvoke(call));
  }

  /** What a shell would show: what it printed, and the value that it returned. */
  String shown() {
    String value =
        result.outcome() instanceof RunResult.Returned(var returned, var type)
                && returned != null
                && type != null
            ? Wave.print(returned, type) + "\n"
            : "";
    return stdout + value;
  }

  /** The value in WAVE; the trap's message where there is none. */
  String value() {
    return switch (result.outcome()) {
      case RunResult.Returned _ -> shown().stripTrailing();
      case RunResult.Ended(int code) -> "exit " + code;
      case RunResult.Trapped(TrapReport report) -> "trap: " + report.message();
    };
  }

  TrapReport trap() {
    if (result.outcome() instanceof RunResult.Trapped(TrapReport report)) {
      return report;
    }
    throw new AssertionError("no trap but " + result.outcome() + "\n" + stdout + stderr);
  }

  List<String> denied() {
    return result.denied().stream().map(Ran::label).toList();
  }

  private static String label(DeniedCall call) {
    return call.caller()
        + ": "
        + (call.imported() == null ? "" : call.imported() + ".")
        + call.function()
        + " -> "
        + call.answer()
        + " ("
        + call.capability()
        + ", grant "
        + call.grant()
        + ", mock "
        + call.mock()
        + ")";
  }

  /** The JVM still does its work. */
  static void assertHealthy() {
    Ran hello = run(Guests.load("c-hello"), Policy.DENY_ALL);
    assertEquals("Hello from C\n", hello.stdout());
    assertEquals(0, hello.result().exitCode());
  }
}

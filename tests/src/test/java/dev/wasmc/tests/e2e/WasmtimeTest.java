package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.capability.MockClock;
import dev.wasmc.capability.Policy;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.tests.Golden;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sealed guest does the same everywhere: here, in wasmtime, and as a guest run with flags. */
final class WasmtimeTest {
  /** What is called where a guest is no command. */
  private static final Map<String, String> CALLS =
      Map.of(
          "universe-guest", "run()",
          "universe-composed", "run()",
          "app", "run()",
          "app-with-honest", "run()",
          "app-with-thief", "run()",
          "deep-nesting", "run()",
          "deep-nesting-2000", "run()");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c-hello",
        "c-universe",
        "rust-universe",
        "go-universe",
        "js-universe",
        "py-universe",
        "bad-imports-everything",
        "trap-unreachable",
        "universe-guest",
        "universe-composed",
        "app",
        "app-with-honest",
        "app-with-thief",
        "deep-nesting",
        "deep-nesting-2000"
      })
  void sameEverywhere(String name, @TempDir Path folder) {
    Sealed sealed = Sealed.of(name);
    Ran artifact = Ran.run(sealed.component(), Policy.DENY_ALL, options(name));
    if (Sealed.plugs(name).isEmpty()) {
      Ran flags = Ran.run(Guests.load(name), Sealed.policy(), options(name));
      assertEquals(
          artifact.stdout() + artifact.stderr() + artifact.value(),
          flags.stdout() + flags.stderr() + flags.value());
    }
    Golden.verify(
        getClass(),
        "ran/" + name,
        artifact.shown()
            + "-- stderr\n"
            + artifact.stderr()
            + "-- exit code "
            + artifact.result().exitCode()
            + "\n");

    Tool.WASMTIME.assume();
    Tool.Result other = wasmtime(name, folder);
    assertEquals(artifact.shown(), other.stdout(), other.stderr());
    assertEquals(artifact.result().exitCode(), other.exitCode(), other.stderr());
    if (artifact.result().exitCode() == 0) {
      assertEquals(artifact.stderr(), other.stderr());
    }
  }

  /** Go ends at once where its first look at the monotonic clock says 0, as a fixed clock does. */
  @Test
  void goOnAClockThatSteps(@TempDir Path folder) {
    Policy policy =
        Policy.builder()
            .clock(new MockClock(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofMillis(1)))
            .randomSeed(7)
            .build();
    Ran ran = new Everywhere(Guests.load("go-universe"), policy, folder).run();
    Golden.verify(getClass(), "ran/go-universe-stepping", ran.shown());
  }

  private static RunOptions options(String name) {
    String call = CALLS.get(name);
    return call == null ? RunOptions.QUIET : RunOptions.QUIET.withInvoke(call);
  }

  private static Tool.Result wasmtime(String name, Path folder) {
    List<String> words = new ArrayList<>(List.of("run", "-C", "cache=n"));
    String call = CALLS.get(name);
    if (call != null) {
      words.addAll(List.of("--invoke", call));
    }
    words.add(Sealed.of(name).write(folder).toString());
    return Tool.WASMTIME.run(folder, words);
  }
}

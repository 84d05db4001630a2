package dev.wasmc.wasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.values.Value;
import dev.wasmc.runtime.host.GuestExit;
import dev.wasmc.runtime.host.HostTrapException;
import dev.wasmc.wasi.cli.StandardStream;
import dev.wasmc.wasi.random.RandomProblem;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class CliTest {
  @Test
  void onlyWhatWasGrantedHasAHost() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder())) {
      assertEquals(List.of("wasi:io/error", "wasi:io/poll", "wasi:io/streams"), guest.interfaces());
    }
    try (Guest guest = new Guest(WasiConfig.builder().stderr(OutputStream.nullOutputStream()))) {
      assertEquals(
          List.of(
              "wasi:io/error",
              "wasi:io/poll",
              "wasi:io/streams",
              "wasi:cli/stderr",
              "wasi:cli/terminal-stderr",
              "wasi:cli/terminal-output"),
          guest.interfaces());
    }
  }

  @Test
  void keepsTheOrderOfArgumentsAndVariables() throws Exception {
    SequencedMap<String, String> variables = new LinkedHashMap<>();
    variables.put("B", "2");
    variables.put("A", "1");
    WasiConfig.Builder config =
        WasiConfig.builder().arguments(List.of("app", "x y")).variables(variables);
    try (Guest guest = new Guest(config)) {
      assertEquals(
          new Value.ListOf(List.of(Value.of("app"), Value.of("x y"))),
          guest.call("cli/environment", "get-arguments"));
      assertEquals(
          new Value.ListOf(
              List.of(
                  new Value.Record(List.of(Value.of("B"), Value.of("2"))),
                  new Value.Record(List.of(Value.of("A"), Value.of("1"))))),
          guest.call("cli/environment", "get-environment"));
      assertEquals(Value.none(), guest.call("cli/environment", "initial-cwd"));
    }
  }

  @Test
  void exitsWithACode() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().exit())) {
      assertEquals(0, exit(guest, "exit", Value.ok(null)));
      assertEquals(1, exit(guest, "exit", Value.error(null)));
      assertEquals(255, exit(guest, "exit-with-code", Value.of(255)));
    }
  }

  private static int exit(Guest guest, String function, Value argument) {
    return assertThrows(GuestExit.class, () -> guest.call("cli/exit", function, argument)).code();
  }

  @Test
  void aTerminalIsToldOnlyIfGranted() throws Exception {
    WasiConfig.Builder config =
        WasiConfig.builder()
            .stdin(InputStream.nullInputStream())
            .stdout(OutputStream.nullOutputStream())
            .terminal(StandardStream.STDOUT);
    try (Guest guest = new Guest(config)) {
      assertEquals(Value.none(), guest.call("cli/terminal-stdin", "get-terminal-stdin"));
      assertNotEquals(Value.none(), guest.call("cli/terminal-stdout", "get-terminal-stdout"));
    }
  }

  @Test
  void givesRandomBytesUpToALimit() throws Exception {
    try (Guest guest = new Guest(WasiConfig.builder().random())) {
      for (String[] each :
          new String[][] {
            {"random/random", "get-random-bytes"}, {"random/insecure", "get-insecure-random-bytes"}
          }) {
        Value first = guest.call(each[0], each[1], Value.of(32));
        assertEquals(32, ((Value.Bytes) first).bytes().length);
        assertNotEquals(first, guest.call(each[0], each[1], Value.of(32)));
        HostTrapException trap =
            assertThrows(HostTrapException.class, () -> guest.call(each[0], each[1], Value.of(-1)));
        assertEquals(new RandomProblem.TooManyBytes(-1, 64 << 20), trap.problem());
      }
      assertEquals(64, guest.reserved() / 2);
      assertEquals(
          guest.call("random/insecure-seed", "insecure-seed"),
          guest.call("random/insecure-seed", "insecure-seed"));
    }
  }
}

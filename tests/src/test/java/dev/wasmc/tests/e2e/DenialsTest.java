package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.capability.Grants;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.engine.WasmFrame;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.DiagnosticRenderer;
import dev.wasmc.tests.Golden;
import dev.wasmc.virtualize.Artifact;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says about what it did not grant. */
final class DenialsTest {
  private static final Grants CLOCKS = new Grants(List.of(), List.of(), false, true, false);

  @ParameterizedTest
  @ValueSource(strings = {"app-with-thief", "c-hello", "rust-universe", "bad-imports-everything"})
  void denied(String guest) {
    Policy.Builder policy = Policy.builder().randomSeed(7);
    Ran ran = Ran.run(Guests.load(guest), policy.grants(CLOCKS).build());
    Golden.verify(
        getClass(), "denied/" + guest, ran.value() + "\n" + String.join("\n", ran.denied()) + "\n");
  }

  @Test
  void plugsAreNamed() {
    Artifact artifact =
        Sandbox.compose(Guests.load("app"), Sealed.plugs("app"), Optional.of(Policy.DENY_ALL));
    Ran ran = Ran.run(Sealed.of("app", artifact).component(), Policy.DENY_ALL);
    Golden.verify(
        getClass(), "denied/app", ran.value() + "\n" + String.join("\n", ran.denied()) + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "c-universe, denied:wasi:clocks/wall-clock@0.2.12#now",
    "go-universe, denied:wasi:clocks/monotonic-clock@0.2.12#now",
    "py-universe, denied:wasi:random/random@0.2.12#get-random-bytes",
  })
  void stopped(String guest, String function) {
    Ran ran = Ran.run(Guests.load(guest), Policy.DENY_ALL);
    assertEquals(TrapKind.UNREACHABLE, ran.trap().kind());
    assertEquals(
        function, ran.trap().stack().stream().map(WasmFrame::name).findFirst().orElseThrow());
    assertEquals(134, ran.result().exitCode());
    assertEquals(
        List.of(function),
        ran.result().denied().stream()
            .filter(call -> call.answer().equals("trap"))
            .map(call -> "denied:" + call.imported() + "#" + call.function())
            .toList());
  }

  /** The interface has other functions than the one we know. */
  private static final String CLOCK_OF_ANOTHER_TYPE =
      """
      (component
        (import "wasi:clocks/wall-clock@0.2.0" (instance $clock (export "now" (func (result u32)))))
        (export "run" (func $clock "now")))
      """;

  private static final String STDIN_OF_ANOTHER_TYPE =
      """
      (component
        (import "wasi:cli/stdin@0.2.0" (instance $stdin
          (export "input-stream" (type $input (sub resource)))
          (export "get-stdin" (func (result (own $input))))))
        (alias export $stdin "input-stream" (type $input))
        (import "wasi:sockets/instance-network@0.2.0" (instance $network
          (export "network" (type (sub resource)))
          (export "instance-network" (func (result u32)))))
        (core func $get (canon lower (func $stdin "get-stdin")))
        (core func $drop (canon resource.drop $input))
        (core module $m
          (import "" "get" (func $get (result i32)))
          (import "" "drop" (func $drop (param i32)))
          (func (export "run") (call $drop (call $get))))
        (core instance $i (instantiate $m (with "" (instance
          (export "get" (func $get)) (export "drop" (func $drop))))))
        (func (export "run") (canon lift (core func $i "run"))))
      """;

  private static final String NOWHERE =
      """
      (component
        (import "test:none/here@1.0.0" (instance $here
          (export "one" (func (result u32))) (export "two" (func (result u32)))))
        (import "wasi:keyvalue/store@0.2.0" (instance $store (export "open" (func (result u32)))))
        (import "alone" (func $alone (result u32)))
        (export "run" (func $alone))
        (export "first" (func $here "one"))
        (export "open" (func $store "open")))
      """;

  private static final String EXIT_OF_ANOTHER_TYPE =
      """
      (component
        (import "wasi:cli/exit@0.2.0" (instance $exit (export "exit" (func (param "a" u32)))))
        (export "run" (func $exit "exit")))
      """;

  private static final String TOO_NEW =
      """
      (component
        (import "wasi:cli/exit@0.3.0" (instance $exit (export "exit" (func (param "status" (result))))))
        (export "run" (func $exit "exit")))
      """;

  private static final String NO_INSTANCE =
      """
      (component
        (import "module" (core module $m (export "f" (func (result i32)))))
        (import "component" (component $c (export "f" (func))))
        (core instance $i (instantiate $m))
        (func (export "run") (result u32) (canon lift (core func $i "f"))))
      """;

  @ParameterizedTest
  @CsvSource({
    "passed-nowhere, run()",
    "passed-of-another-type, run(1)",
    "passed-too-new, run(ok)",
    "no-instance, run()"
  })
  void refused(String name, String call) {
    Policy policy =
        Policy.builder()
            .pass("test:none/here")
            .pass("wasi:keyvalue/store@0.2.0")
            .pass("wasi:cli/exit")
            .pass("alone")
            .build();
    String text =
        switch (name) {
          case "passed-nowhere" -> NOWHERE;
          case "passed-of-another-type" -> EXIT_OF_ANOTHER_TYPE;
          case "passed-too-new" -> TOO_NEW;
          default -> NO_INSTANCE;
        };
    GuestComponent guest = Guests.parse(name, text);
    DiagnosticException refused =
        assertThrows(
            DiagnosticException.class,
            () -> Sandbox.run(guest, policy, RunOptions.QUIET.withInvoke(call)));
    Golden.verify(
        getClass(), "refused/" + name, new DiagnosticRenderer(false).render(refused.diagnostics()));
  }

  /** Who says that it is WASI and has other types gets nothing of WASI's. */
  @ParameterizedTest
  @ValueSource(strings = {CLOCK_OF_ANOTHER_TYPE, STDIN_OF_ANOTHER_TYPE})
  void impostor(String text, @TempDir Path folder) {
    Everywhere guest = new Everywhere(Guests.parse("impostor", text), Sealed.policy(), folder);
    Ran ran = guest.invoke("run()");
    assertEquals(TrapKind.UNREACHABLE, ran.trap().kind());
    assertEquals(
        "denied:", Objects.requireNonNull(ran.trap().stack().getFirst().name()).substring(0, 7));
  }

  @Test
  void missingFolder(@TempDir Path folder) {
    Policy policy =
        Policy.builder()
            .grants(
                new Grants(
                    List.of(new Grants.Directory(folder.resolve("none").toString(), "/data", true)),
                    List.of(),
                    false,
                    true,
                    false))
            .build();
    DiagnosticException refused =
        assertThrows(
            DiagnosticException.class,
            () -> Sandbox.run(Guests.load("c-universe"), policy, RunOptions.QUIET));
    assertEquals("unusable-grant", Objects.requireNonNull(refused.first()).problem().id());
  }
}

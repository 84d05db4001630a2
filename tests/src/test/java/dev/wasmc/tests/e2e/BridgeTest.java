package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.capability.Grants;
import dev.wasmc.capability.MockClock;
import dev.wasmc.capability.Policy;
import dev.wasmc.capability.StdioMode;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.engine.WasmFrame;
import dev.wasmc.sandbox.RunOptions;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.tests.Golden;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What bridges answer to small guests of our own. */
final class BridgeTest {
  private static final MockClock FIXED =
      new MockClock(Instant.parse("2000-01-01T00:00:00Z"), Duration.ZERO);
  private static final MockClock STEPPING =
      new MockClock(Instant.parse("2000-01-01T00:00:00Z"), Duration.ofNanos(7));

  @TempDir private Path folder;

  private Everywhere everywhere(String guest, Policy.Builder policy) {
    return new Everywhere(Guests.text(guest), policy.build(), folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sleep(3600000000000); 3600000000000",
        "sleep(0); 0",
        "sleep(18446744073709551615); 18446744073709551615",
        "first(5, 3); [1]",
        "first(5, 5); [0, 1]",
        "first(0, 9); [0]",
        "first(18446744073709551615, 18446744073709551615); [0, 1]",
        "many(20000); 0",
        "nothing(); trap: unreachable executed"
      })
  void timers(String call, String expected) {
    Everywhere guest = everywhere("timer", Policy.builder().clock(FIXED));
    assertEquals(Set.of(), guest.sealed().component().validated().type().imports().keySet());
    assertEquals(expected, guest.invoke(call).value());
  }

  @Test
  void timersOfAStepTakeIt() {
    Everywhere guest = everywhere("timer", Policy.builder().clock(STEPPING));
    assertEquals("1000", guest.invoke("sleep(1000)").value());
    assertEquals("[1]", guest.invoke("first(5, 3)").value());
  }

  @Test
  void realTimers() {
    Policy real =
        Policy.builder().grants(new Grants(List.of(), List.of(), false, true, false)).build();
    assertEquals("[1]", Ran.invoke(Guests.text("timer"), real, "first(60000000000, 1)").value());
    assertEquals(
        "trap", Ran.invoke(Guests.text("timer"), real, "nothing()").value().substring(0, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ready(0); [0, 1]",
        "ready(9); [0]",
        "read(3); some(\"hel\")",
        "read(9); some(\"hello\")"
      })
  void virtualInputAndTimer(String call, String expected) {
    Policy.Builder policy =
        Policy.builder().clock(FIXED).stdin(ByteSlice.of("hello".getBytes(StandardCharsets.UTF_8)));
    assertEquals(expected, everywhere("mixed", policy).invoke(call).value());
  }

  @Test
  void deniedInputIsAtItsEnd() {
    Everywhere guest = everywhere("mixed", Policy.builder().clock(FIXED));
    assertEquals("none", guest.invoke("read(9)").value());
    assertEquals("[0]", guest.invoke("ready(9)").value());
  }

  /** A real input beside a virtual clock: the input where it is ready, else the timer at once. */
  @Test
  void realInputAndVirtualTimer() throws IOException {
    Policy policy = Policy.builder().clock(FIXED).grants(input(false)).build();
    InputStream hello = InputStream.nullInputStream();
    assertEquals("[0]", mixed(policy, hello, "ready(18446744073709551615)"));
    assertEquals("none", mixed(policy, hello, "read(1)"));
    try (PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream silent = new PipedInputStream(writer)) {
      assertEquals("[1]", mixed(policy, silent, "ready(3600000000000)"));
    }
  }

  @Test
  void realTimerAndVirtualInput() {
    Policy policy =
        Policy.builder()
            .stdin(ByteSlice.of("hello".getBytes(StandardCharsets.UTF_8)))
            .grants(new Grants(List.of(), List.of(), false, true, false))
            .build();
    assertEquals("[0]", mixed(policy, InputStream.nullInputStream(), "ready(3600000000000)"));
    assertEquals("some(\"hello\")", mixed(policy, InputStream.nullInputStream(), "read(9)"));
  }

  @Test
  void realInputAndTimer() throws IOException {
    Policy policy = Policy.builder().grants(input(true)).build();
    try (PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream silent = new PipedInputStream(writer)) {
      assertEquals("[1]", mixed(policy, silent, "ready(1000000)"));
    }
  }

  private static Grants input(boolean clocks) {
    return new Grants(List.of(), List.of(), true, clocks, false);
  }

  private static String mixed(Policy policy, InputStream stdin, String call) {
    return Ran.run(
            Guests.text("mixed"),
            policy,
            RunOptions.QUIET.withTimeout(Duration.ofSeconds(20)).withInvoke(call).withStdin(stdin))
        .value();
  }

  private static final String VALUES = "test:answers/values.";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "get-point; point(); {x: -3, name: \"né\"}",
        "get-color; color(); green",
        "get-access; access(); {read, execute}",
        "get-access; access(); {}",
        "get-shape; shape(); dot",
        "get-shape; shape(); circle(2.5)",
        "get-shape; shape(); path([{x: 1, name: \"a\"}, {x: 2, name: \"\"}])",
        "get-list; many(); []",
        "get-list; many(); [(255, \"ü\"), (0, \"\")]",
        "get-option; maybe(); none",
        "get-option; maybe(); some(65535)",
        "get-result; outcome(); ok(\"yes\")",
        "get-result; outcome(); err(4294967295)",
        "get-empty-result; empty-outcome(); ok",
        "get-empty-result; empty-outcome(); err",
        "get-bool; truth(); true",
        "get-s8; signed(); -128",
        "get-u64; unsigned(); 18446744073709551615",
        "get-s64; long(); -9223372036854775808",
        "get-f32; single(); -0.1",
        "get-f32; single(); nan",
        "get-f64; double(\"x\"); -2.5",
        "get-f64; double(\"x\"); -inf",
        "get-char; character(); '😀'",
        "get-string; text(\"x\"); \"\"",
        "get-string; text(\"x\"); \"tab\\t and ü\""
      })
  void answers(String function, String call, String value) {
    Policy.Builder policy = Policy.builder().answer(VALUES + function, value);
    assertEquals(value, everywhere("answers", policy).invoke(call).value());
  }

  @Test
  void answerOfNothing() {
    Everywhere guest = everywhere("answers", Policy.builder().answer(VALUES + "get-nothing", ""));
    assertEquals("", guest.invoke("nothing(\"x\")").value());
  }

  @Test
  void answerOfAFunctionAlone() {
    Everywhere guest = everywhere("answers", Policy.builder().answer("get-alone", "[1, 2, 3]"));
    assertEquals("[1, 2, 3]", guest.invoke("alone(\"x\")").value());
  }

  @Test
  void versions() {
    Everywhere guest = everywhere("versions", Policy.builder().clock(STEPPING));
    assertEquals(
        Set.of(
            "wasi:io/error@0.2.6",
            "wasi:io/streams@0.2.6",
            "wasi:cli/stdout@0.2.6",
            "wasi:cli/stderr@0.2.6"),
        guest.sealed().component().validated().type().imports().keySet());
    Ran written = guest.invoke("write()");
    assertEquals("old\nnew\n", written.stdout());
    assertEquals("new\n", written.stderr());
    assertEquals("7", guest.invoke("times()").value());
  }

  @ParameterizedTest
  @EnumSource(
      value = StdioMode.class,
      names = {"DENY", "IGNORE"})
  void output(StdioMode mode) {
    Everywhere guest = everywhere("versions", Policy.builder().stdio(mode));
    assertEquals(Set.of(), guest.sealed().component().validated().type().imports().keySet());
    Ran ran = guest.invoke("write()");
    assertEquals("", ran.stdout() + ran.stderr());
    assertEquals(mode == StdioMode.IGNORE ? "" : "trap: unreachable executed", ran.value());
  }

  @Test
  void exit() {
    assertEquals("exit 1", everywhere("exits", Policy.builder()).run().value());
    assertEquals("exit 7", Ran.invoke(Guests.text("exits"), Policy.DENY_ALL, "end(7)").value());
    Ran denied = everywhere("exits", Policy.builder().exit(false)).run();
    assertEquals(List.of("denied:wasi:cli/exit@0.2.3#exit"), innermost(denied));
  }

  private static List<String> innermost(Ran ran) {
    assertEquals(TrapKind.UNREACHABLE, ran.trap().kind());
    return ran.trap().stack().stream().limit(1).map(WasmFrame::name).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "open(); \"denied: test:custom/store@1.0.0.[static]box.open\"",
        "check(); err",
        "lookup-it(\"x\"); err(\"denied: lookup\")"
      })
  void customErrors(String call, String expected) {
    Everywhere guest = everywhere("custom", Policy.builder());
    assertEquals(Set.of(), guest.sealed().component().validated().type().imports().keySet());
    assertEquals(expected, guest.invoke(call).value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "make-box(); denied:test:custom/store@1.0.0#new:box",
        "make-thing(); denied:new:thing",
        "count(); denied:test:custom/store@1.0.0#count",
        "names(); denied:test:custom/store@1.0.0#list",
        "roll-it(); denied:roll"
      })
  void customTraps(String call, String function) {
    assertEquals(List.of(function), innermost(everywhere("custom", Policy.builder()).invoke(call)));
  }

  @Test
  void customAnswers() {
    Everywhere guest =
        everywhere(
            "custom",
            Policy.builder()
                .answer("test:custom/store@1.0.0.count", "err(gone)")
                .answer("test:custom/store.list", "[\"a\"]")
                .answer("lookup", "ok(\"found\")")
                .answer("roll", "6"));
    assertEquals("err(gone)", guest.invoke("count()").value());
    assertEquals("[\"a\"]", guest.invoke("names()").value());
    assertEquals("ok(\"found\")", guest.invoke("lookup-it(\"x\")").value());
    assertEquals("6", guest.invoke("roll-it()").value());
  }

  @Test
  void customFates() {
    Sealed sealed = everywhere("custom", Policy.builder().answer("roll", "6")).sealed();
    StringBuilder text = new StringBuilder();
    sealed
        .artifact()
        .fates()
        .forEach(fate ->
            text.append(
                fate.kind().label() + " " + fate.imported() + " (" + fate.detail() + ")\n"));
    for (Diagnostic warning : sealed.artifact().warnings()) {
      text.append("warning: " + warning.problem().message() + "\n");
    }
    Golden.verify(getClass(), "custom-fates", text.toString());
  }
}

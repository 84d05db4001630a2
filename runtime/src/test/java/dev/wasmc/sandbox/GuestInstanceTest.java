package dev.wasmc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.capability.Policy;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.TrapException;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuestInstanceTest {
  /** Counts what it is called with, asks a host, keeps what the host gives it, and never ends. */
  private static final GuestComponent GUEST =
      guest(
          """
          (component
            (import "my:host/api@1.2.0" (instance $h
              (export "thing" (type $t (sub resource)))
              (export "make" (func (result (own $t))))
              (export "twice" (func (param "x" u32) (result u32)))))
            (alias export $h "thing" (type $t))
            (core func $make (canon lower (func $h "make")))
            (core func $twice (canon lower (func $h "twice")))
            (core module $m
              (import "" "make" (func $make (result i32)))
              (import "" "twice" (func $twice (param i32) (result i32)))
              (global $sum (mut i32) (i32.const 0))
              (func (export "add") (param i32) (result i32)
                (global.set $sum (i32.add (global.get $sum) (call $twice (local.get 0))))
                (global.get $sum))
              (func (export "keep") (drop (call $make)))
              (func (export "spin") (loop $l (br $l))))
            (core instance $m (instantiate $m (with "" (instance
              (export "make" (func $make)) (export "twice" (func $twice))))))
            (func $add (param "x" u32) (result u32) (canon lift (core func $m "add")))
            (instance $i (export "add" (func $add)))
            (export "my:lib/sums@0.1.0" (instance $i))
            (func (export "keep") (canon lift (core func $m "keep")))
            (func (export "spin") (canon lift (core func $m "spin"))))
          """);

  private static GuestComponent guest(String text) {
    return GuestComponent.load(
        "guest",
        ByteSlice.of(
            ComponentEncoder.encode(ComponentParser.parse(new SourceFile("guest.wat", text)))));
  }

  private final List<Object> dropped = new ArrayList<>();

  private HostInterface host(HostFunction twice) {
    return HostInterface.builder("my:host/api", "1.1.7")
        .resource(HostResource.of("thing", String.class, dropped::add))
        .function("make", (_, _) -> new Value.Handle("thing"))
        .function("twice", twice)
        .build();
  }

  private static Value twice(List<Value> arguments) {
    return Value.of(2 * Arguments.integer(arguments, 0));
  }

  private PreparedGuest prepared() {
    return Sandbox.prepare(GUEST, Policy.DENY_ALL, host((_, arguments) -> twice(arguments)));
  }

  @Test
  void callsExportsWithValuesAndKeepsState() {
    try (GuestInstance instance = prepared().instantiate(RunOptions.QUIET)) {
      assertEquals(Value.of(14), instance.call("add", Value.of(7)));
      assertEquals(Value.of(16), instance.call("sums.add", Value.of(1)));
      assertEquals(Value.of(18), instance.call("my:lib/sums.add@0.1.0", Value.of(1)));
      assertEquals(1, instance.type("add").params().size());
      assertEquals(
          "the component exports no function `subtract`",
          assertThrows(DiagnosticException.class, () -> instance.call("subtract"))
              .first()
              .problem()
              .message());
      assertEquals(Value.of(20), instance.call("add", Value.of(1)));
    }
  }

  @Test
  void valuesOfOtherTypesTrap() {
    try (GuestInstance instance = prepared().instantiate(RunOptions.QUIET)) {
      TrapException trap =
          assertThrows(TrapException.class, () -> instance.call("add", Value.of("seven")));
      assertTrue(String.valueOf(trap.getMessage()).startsWith("value does not fit its type"));
    }
    try (GuestInstance instance = prepared().instantiate(RunOptions.QUIET)) {
      assertEquals(
          TrapKind.CANONICAL_ABI,
          assertThrows(TrapException.class, () -> instance.call("add")).kind());
    }
  }

  @Test
  void instancesRunSideBySide() throws Exception {
    PreparedGuest prepared = prepared();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Value> task =
          () -> {
            try (GuestInstance instance = prepared.instantiate(RunOptions.QUIET)) {
              for (int i = 0; i < 100; i++) {
                instance.call("add", Value.of(i));
              }
              return instance.call("add", Value.of(0));
            }
          };
      for (Future<Value> each : threads.invokeAll(List.of(task, task, task, task))) {
        assertEquals(Value.of(9900), each.get());
      }
    }
  }

  @Test
  void oneInstanceIsCalledByOneThreadAfterTheOther() throws Exception {
    try (GuestInstance instance = prepared().instantiate(RunOptions.QUIET);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Value> task = () -> instance.call("add", Value.of(1));
      for (Future<Value> each : threads.invokeAll(List.of(task, task, task, task))) {
        each.get();
      }
      assertEquals(Value.of(8), instance.call("add", Value.of(0)));
    }
  }

  @Test
  void closingDropsWhatTheGuestHolds() {
    GuestInstance instance = prepared().instantiate(RunOptions.QUIET);
    instance.call("keep");
    instance.call("keep");
    assertEquals(List.of(), dropped);
    instance.close();
    instance.close();
    assertEquals(List.of("thing", "thing"), dropped);
    assertThrows(TrapException.class, () -> instance.call("keep"));
  }

  @Test
  void aRunClosesToo() {
    RunResult result = prepared().run(RunOptions.QUIET.withInvoke("keep()"));
    assertEquals(0, result.exitCode());
    assertEquals(List.of("thing"), dropped);
  }

  @Test
  void anotherThreadInterrupts() throws Exception {
    try (GuestInstance instance = prepared().instantiate(RunOptions.QUIET)) {
      Thread other = Thread.ofVirtual().start(instance::interrupt);
      assertEquals(
          TrapKind.INTERRUPTED,
          assertThrows(TrapException.class, () -> instance.call("spin")).kind());
      other.join();
    }
  }

  @Test
  void anInterruptOfTheCallerIsPassedOn() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    PreparedGuest prepared =
        Sandbox.prepare(
            GUEST,
            Policy.DENY_ALL,
            host((context, _) -> {
              entered.countDown();
              while (true) {
                context.checkInterrupted();
                Thread.onSpinWait();
              }
            }));
    AtomicReference<RunResult> result = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              result.set(prepared.run(RunOptions.QUIET.withInvoke("add(1)")));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    entered.await();
    caller.interrupt();
    caller.join();
    assertEquals(RunResult.TRAP_EXIT_CODE, Objects.requireNonNull(result.get()).exitCode());
    assertEquals(true, interrupted.get());
  }

  @Test
  void eachCallHasTheTimeLimit() {
    RunOptions options = RunOptions.QUIET.withTimeout(Duration.ofSeconds(3));
    try (GuestInstance instance = prepared().instantiate(options)) {
      assertEquals(Value.of(2), instance.call("add", Value.of(1)));
      assertEquals(
          TrapKind.INTERRUPTED,
          assertThrows(TrapException.class, () -> instance.call("spin")).kind());
    }
  }

  @Test
  void whatAHostThrowsComesOut() {
    IllegalArgumentException thrown = new IllegalArgumentException("mine");
    PreparedGuest prepared =
        Sandbox.prepare(
            GUEST,
            Policy.DENY_ALL,
            host((_, _) -> {
              throw thrown;
            }));
    try (GuestInstance instance = prepared.instantiate(RunOptions.QUIET)) {
      assertSame(
          thrown,
          assertThrows(IllegalArgumentException.class, () -> instance.call("add", Value.of(1))));
      assertThrows(TrapException.class, () -> instance.call("keep"));
    }
  }

  @Test
  void aHostDoesNotCallTheInstanceThatCallsIt() {
    AtomicReference<GuestInstance> own = new AtomicReference<>();
    PreparedGuest prepared =
        Sandbox.prepare(
            GUEST,
            Policy.DENY_ALL,
            host((_, _) -> Objects.requireNonNull(own.get()).call("add", Value.of(1))));
    try (GuestInstance instance = prepared.instantiate(RunOptions.QUIET)) {
      own.set(instance);
      assertThrows(IllegalStateException.class, () -> instance.call("add", Value.of(1)));
    }
  }

  @Test
  void functionsImportedByThemselvesHaveHostsToo() {
    GuestComponent guest =
        guest(
            """
            (component
              (import "seven" (func $f (result u32)))
              (core func $f (canon lower (func $f)))
              (core module $m
                (import "" "f" (func $f (result i32)))
                (func (export "run") (result i32) (call $f)))
              (core instance $m (instantiate $m (with "" (instance (export "f" (func $f))))))
              (func (export "run") (result u32) (canon lift (core func $m "run"))))
            """);
    HostInterface host =
        HostInterface.builder(HostInterface.ROOT, "")
            .function("seven", (_, _) -> Value.of(7))
            .build();
    try (GuestInstance instance =
        Sandbox.prepare(guest, Policy.DENY_ALL, host).instantiate(RunOptions.QUIET)) {
      assertEquals(Value.of(7), instance.call("run"));
    }
  }

  @Test
  void whatNoHostServesIsDenied() {
    PreparedGuest prepared =
        Sandbox.prepare(
            GUEST, Policy.DENY_ALL, HostInterface.builder("my:host/api", "2.0.0").build());
    try (GuestInstance instance = prepared.instantiate(RunOptions.QUIET)) {
      assertThrows(TrapException.class, () -> instance.call("add", Value.of(1)));
      assertEquals(List.of("twice"), instance.denied().stream().map(DeniedCall::function).toList());
    }
  }
}

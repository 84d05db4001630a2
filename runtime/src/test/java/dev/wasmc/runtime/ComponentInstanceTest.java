package dev.wasmc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.values.Value;
import dev.wasmc.engine.GuestThread;
import dev.wasmc.engine.TrapException;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.engine.WasmFrame;
import dev.wasmc.runtime.host.Arguments;
import dev.wasmc.runtime.host.GuestExit;
import dev.wasmc.runtime.host.HostFunction;
import dev.wasmc.runtime.host.HostInterface;
import dev.wasmc.runtime.host.HostResource;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ComponentInstanceTest {
  private static final String CALLS_HOST =
      """
      (component
        (import "f" (func $f))
        (core func $f (canon lower (func $f)))
        (core module $m
          (import "" "f" (func $f))
          (func (export "run") (call $f))
          (func (export "idle")))
        (core instance $m (instantiate $m (with "" (instance (export "f" (func $f))))))
        (func (export "run") (canon lift (core func $m "run")))
        (func (export "idle") (canon lift (core func $m "idle"))))
      """;

  private static HostInterface root(HostFunction function) {
    return HostInterface.builder(HostInterface.ROOT, "").function("f", function).build();
  }

  private static TrapException trap(ComponentInstance instance, String function) {
    return assertThrows(TrapException.class, () -> Texts.call(instance, function));
  }

  @Test
  void deepNestingRuns() throws Exception {
    int depth = 2_000;
    String text =
        "(component".repeat(depth)
            + """
            (core module $m (func (export "f") (result i32) i32.const 42))
            (core instance $m (instantiate $m))
            (func (export "run") (result u32) (canon lift (core func $m "f"))))
            """
            + """
            (instance $i (instantiate 0))
            (export "run" (func $i "run")))
            """
                .repeat(depth - 1);
    assertEquals(
        Value.of(42),
        GuestThread.run(
            () -> Texts.call(Texts.start(text), "run"), RuntimeLimits.DEFAULT.stackBytes()));
  }

  @Test
  void trapsPoison() {
    ComponentInstance instance =
        Texts.start(
            """
            (component
              (core module $m
                (func (export "trap") unreachable)
                (func (export "idle")))
              (core instance $m (instantiate $m))
              (func (export "trap") (canon lift (core func $m "trap")))
              (func (export "idle") (canon lift (core func $m "idle"))))
            """);
    Texts.call(instance, "idle");
    assertEquals(TrapKind.UNREACHABLE, trap(instance, "trap").kind());
    assertEquals(
        "cannot enter component instance: it trapped before", trap(instance, "idle").getMessage());
  }

  @Test
  void adaptersAreNamedForWhatTheyCall() {
    ComponentInstance instance =
        Texts.start(
            """
            (component
              (component $callee
                (core module $m (func $f (export "f") unreachable))
                (core instance $m (instantiate $m))
                (func $f (canon lift (core func $m "f")))
                (instance $i (export "f" (func $f)))
                (export "a:b/c@1.0.0" (instance $i)))
              (component $caller
                (import "a:b/c@1.0.0" (instance $i (export "f" (func))))
                (alias export $i "f" (func $f))
                (core func $one (canon lower (func $f)))
                (core func $two (canon lower (func $f)))
                (core module $m
                  (import "" "one" (func $one))
                  (import "" "two" (func $two))
                  (func $run (export "run") (call $two)))
                (core instance $m (instantiate $m
                  (with "" (instance (export "one" (func $one)) (export "two" (func $two))))))
                (func (export "run") (canon lift (core func $m "run"))))
              (instance $x (instantiate $callee))
              (instance $y (instantiate $caller
                (with "a:b/c@1.0.0" (instance $x "a:b/c@1.0.0"))))
              (export "run" (func $y "run")))
            """);
    assertEquals(
        List.of("f", "[callee]a:b/c@1.0.0.f (2)", "a:b/c@1.0.0.f (2)", "two", "run"),
        trap(instance, "run").wasmStack().stream().map(WasmFrame::name).toList());
  }

  @Test
  void exitsPoison() {
    ComponentInstance instance =
        Texts.start(
            CALLS_HOST,
            root((_, _) -> {
              throw new GuestExit(3);
            }));
    assertEquals(3, assertThrows(GuestExit.class, () -> Texts.call(instance, "run")).code());
    assertEquals(TrapKind.CANONICAL_ABI, trap(instance, "idle").kind());
  }

  @Test
  void theHostCannotComeBackIn() {
    List<ComponentInstance> instances = new ArrayList<>();
    ComponentInstance instance =
        Texts.start(CALLS_HOST, root((_, _) -> Texts.call(instances.getFirst(), "idle")));
    instances.add(instance);
    assertEquals("cannot enter component instance", trap(instance, "run").getMessage());
  }

  @Test
  void nobodyCallsDuringInstantiation() {
    List<ComponentInstance> instances = new ArrayList<>();
    ComponentInstance instance =
        Texts.prepare(
            """
            (component
              (import "f" (func $f))
              (core func $f (canon lower (func $f)))
              (core module $m (func (export "idle")))
              (core instance $m (instantiate $m))
              (func (export "idle") (canon lift (core func $m "idle")))
              (core module $s (import "" "f" (func $f)) (start $f))
              (core instance (instantiate $s (with "" (instance (export "f" (func $f)))))))
            """,
            root((_, _) -> Texts.call(instances.getFirst(), "idle")));
    instances.add(instance);
    assertEquals(
        "cannot enter component instance",
        assertThrows(TrapException.class, instance::start).getMessage());
    assertEquals(TrapKind.CANONICAL_ABI, trap(instance, "idle").kind());
  }

  @Test
  void interruptsStopInstantiation() {
    ComponentInstance instance =
        Texts.prepare("(component (core module $m) (core instance (instantiate $m)))");
    instance.interrupt();
    assertEquals(TrapKind.INTERRUPTED, assertThrows(TrapException.class, instance::start).kind());
  }

  /** Makes things of the host; {@code keep} keeps two, {@code trap} one before it traps. */
  private static final String HOLDING =
      """
      (component
        (import "test:host/things" (instance $h
          (export "thing" (type $t (sub resource)))
          (export "[constructor]thing" (func (param "v" u32) (result (own $t))))
          (export "[method]thing.twice" (func (param "self" (borrow $t)) (result u32)))))
        (alias export $h "thing" (type $t))
        (core func $new (canon lower (func $h "[constructor]thing")))
        (core func $twice (canon lower (func $h "[method]thing.twice")))
        (core func $drop (canon resource.drop $t))
        (core module $m
          (import "" "new" (func $new (param i32) (result i32)))
          (import "" "twice" (func $twice (param i32) (result i32)))
          (import "" "drop" (func $drop (param i32)))
          (func (export "run") (result i32)
            (local $h i32)
            (local.set $h (call $new (i32.const 21)))
            (call $twice (local.get $h))
            (call $drop (local.get $h)))
          (func (export "keep")
            (drop (call $new (i32.const 1)))
            (drop (call $new (i32.const 2))))
          (func (export "trap")
            (drop (call $new (i32.const 3)))
            (unreachable)))
        (core instance $m (instantiate $m (with "" (instance
          (export "new" (func $new))
          (export "twice" (func $twice))
          (export "drop" (func $drop))))))
        (func (export "run") (result u32) (canon lift (core func $m "run")))
        (func (export "keep") (canon lift (core func $m "keep")))
        (func (export "trap") (canon lift (core func $m "trap"))))
      """;

  private static HostInterface things(Consumer<Integer> drop) {
    return HostInterface.builder("test:host/things", "")
        .resource(HostResource.of("thing", Integer.class, drop))
        .function(
            "[constructor]thing",
            (_, arguments) -> new Value.Handle((int) Arguments.integer(arguments, 0)))
        .function(
            "[method]thing.twice",
            (_, arguments) -> Value.of(2L * Arguments.resource(arguments, 0, Integer.class)))
        .build();
  }

  @Test
  void resourcesOfTheHostAreDroppedOnce() {
    List<Object> dropped = new ArrayList<>();
    ComponentInstance instance = Texts.start(HOLDING, things(dropped::add));
    assertEquals(Value.of(42), Texts.call(instance, "run"));
    assertEquals(List.of(21), dropped);
    instance.close();
    assertEquals(List.of(21), dropped);
  }

  @Test
  void whatAnInstanceHoldsAtItsEndIsDroppedOnce() {
    List<Object> dropped = new ArrayList<>();
    ComponentInstance instance = Texts.start(HOLDING, things(dropped::add));
    Texts.call(instance, "keep");
    trap(instance, "trap");
    assertEquals(List.of(), dropped);
    instance.close();
    instance.close();
    assertEquals(List.of(3, 2, 1), dropped);
    assertEquals(
        "cannot enter component instance: it is closed", trap(instance, "run").getMessage());
  }

  @Test
  void whatFailsToDropDoesNotKeepTheRest() {
    List<Object> dropped = new ArrayList<>();
    ComponentInstance instance =
        Texts.start(
            HOLDING,
            things(thing -> {
              dropped.add(thing);
              throw new IllegalStateException("thing " + thing);
            }));
    Texts.call(instance, "keep");
    IllegalStateException failure = assertThrows(IllegalStateException.class, instance::close);
    assertEquals("thing 2", failure.getMessage());
    assertEquals("thing 1", failure.getSuppressed()[0].getMessage());
    assertEquals(List.of(2, 1), dropped);
  }

  @Test
  void aRunningInstanceIsNotClosed() {
    List<ComponentInstance> instances = new ArrayList<>();
    ComponentInstance instance =
        Texts.start(
            CALLS_HOST,
            root((_, _) -> {
              instances.getFirst().close();
              return null;
            }));
    instances.add(instance);
    assertEquals(
        "the guest is running",
        assertThrows(IllegalStateException.class, () -> Texts.call(instance, "run")).getMessage());
    instance.close();
  }

  /** A resource with a destructor that counts; its component gives handles to the host. */
  private static final String COUNTING =
      """
      (component
        (core module $d
          (global $count (mut i32) (i32.const 0))
          (func (export "drop") (param i32)
            (global.set $count (i32.add (global.get $count) (local.get 0))))
          (func (export "count") (result i32) (global.get $count)))
        (core instance $d (instantiate $d))
        (type $r' (resource (rep i32) (dtor (core func $d "drop"))))
        (export $r "r" (type $r'))
        (core func $new (canon resource.new $r'))
        (core func $drop (canon resource.drop $r'))
        (func (export "make") (param "v" u32) (result (own $r)) (canon lift (core func $new)))
        (func (export "take") (param "r" (own $r)) (canon lift (core func $drop)))
        (func (export "count") (result u32) (canon lift (core func $d "count"))))
      """;

  private static Value make(ComponentInstance instance, int representation) {
    return Objects.requireNonNull(Texts.call(instance, "make", Value.of(representation)));
  }

  @Test
  void handlesPassThroughTheHost() {
    ComponentInstance instance = Texts.start(COUNTING);
    Value first = make(instance, 5);
    Value second = make(instance, 7);
    Texts.call(instance, "take", first);
    assertEquals(Value.of(5), Texts.call(instance, "count"));
    Texts.call(instance, "take", second);
    assertEquals(Value.of(12), Texts.call(instance, "count"));
  }

  @Test
  void theHostDropsWhatItOwns() {
    ComponentInstance instance = Texts.start(COUNTING);
    Value.Handle handle = (Value.Handle) make(instance, 5);
    instance.drop(handle);
    assertEquals(Value.of(5), Texts.call(instance, "count"));
    assertEquals(
        "value does not fit its type: the host does not own resource#5",
        assertThrows(TrapException.class, () -> instance.drop(handle)).getMessage());
  }

  @Test
  void aReexportedHostFunctionTraps() {
    ComponentInstance instance =
        Texts.start(
            "(component (import \"f\" (func $f)) (export \"g\" (func $f)))",
            root((context, _) -> {
              context.reserve(1L << 40);
              return null;
            }));
    assertEquals(TrapKind.CANONICAL_ABI, trap(instance, "g").kind());
  }

  @Test
  void neighbouringAdaptersNeedEachOther() {
    // The second call is lifted from the first one's adapter, before any module is instantiated.
    ComponentInstance instance =
        Texts.start(
            """
            (component
              (component $a
                (core module $m (func (export "f") (param i32) (result i32)
                  (i32.add (local.get 0) (i32.const 1))))
                (core instance $m (instantiate $m))
                (func (export "f") (param "x" u32) (result u32) (canon lift (core func $m "f"))))
              (component $b
                (import "f" (func $f (param "x" u32) (result u32)))
                (core func $l (canon lower (func $f)))
                (func (export "f") (param "x" u32) (result u32) (canon lift (core func $l))))
              (instance $a (instantiate $a))
              (instance $b (instantiate $b (with "f" (func $a "f"))))
              (instance $c (instantiate $b (with "f" (func $b "f"))))
              (export "f" (func $c "f")))
            """);
    assertEquals(Value.of(8), Texts.call(instance, "f", Value.of(7)));
  }

  @Test
  void whatTheHostPassedOnIsGone() {
    ComponentInstance instance = Texts.start(COUNTING);
    Value first = make(instance, 5);
    Texts.call(instance, "take", first);
    TrapException trap =
        assertThrows(TrapException.class, () -> Texts.call(instance, "take", first));
    assertEquals(
        "value does not fit its type: the host does not own resource#5", trap.getMessage());
  }

  @Test
  void handlesOfOtherComponentsAreRefused() {
    Value foreign = make(Texts.start(COUNTING), 5);
    ComponentInstance instance = Texts.start(COUNTING);
    TrapException trap =
        assertThrows(TrapException.class, () -> Texts.call(instance, "take", foreign));
    assertEquals("value does not fit its type: no resource of type resource", trap.getMessage());
  }

  @Test
  void missingImportsAreNamed() {
    DiagnosticException refused =
        assertThrows(
            DiagnosticException.class,
            () ->
                Texts.start(
                    """
                    (component
                      (import "f" (func))
                      (import "i" (instance
                        (export "t" (type (sub resource)))
                        (export "g" (func))
                        (export "m" (core module))))
                      (import "empty" (instance)))
                    """));
    assertEquals(
        List.of("the import `f` is missing", "no host has the interface `i` (g, m, t)"),
        refused.diagnostics().stream().map(Diagnostic::problem).map(Problem::message).toList());
  }
}

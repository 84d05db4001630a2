package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.DiagnosticException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitsTest {
  private static final String WORK =
      """
      (module
        (memory (export "memory") 1)
        (func (export "spin") (loop (br 0)))
        (func $twice (export "recurse") (call $twice) (call $twice))
        (func (export "fill") (loop (memory.fill (i32.const 0) (i32.const 1) (i32.const 65536)) (br 0)))
        (func (export "sum") (param $n i32) (result i32) (local $s i32)
          (loop $again
            (if (i32.and (local.get $n) (i32.const 1))
              (then (local.set $s (i32.add (local.get $s) (local.get $n)))))
            (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
          (local.get $s))
        (func $deep (export "deep") (param i32) (result i32)
          (if (result i32) (local.get 0)
            (then (i32.add (i32.const 1) (call $deep (i32.sub (local.get 0) (i32.const 1)))))
            (else (i32.const 0))))
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))
      """;

  @Test
  void fuelIsCountedAlike() {
    List<Long> used = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Store store = new Store();
      Instance instance = Modules.instantiate(WORK, store, EngineOptions.DEFAULT.withFuel(true));
      store.setFuel(1_000_000);
      assertArrayEquals(new long[] {2500}, instance.function("sum").call(100));
      used.add(1_000_000 - store.fuel());
    }
    assertTrue(used.getFirst() > 1000);
    assertEquals(List.of(used.getFirst(), used.getFirst(), used.getFirst()), used);
  }

  /** Also where it traps between two branches, and where splitting adds instructions. */
  @Test
  void fuelIsCountedAlikeInManyMethods() {
    String stores = "(i32.store (local.get 0) (i32.const 7))".repeat(30);
    String text =
        "(module (memory 1) (func (export \"f\") (param i32) (result i32)"
            + (stores + "(drop (i32.div_u (i32.const 1) (local.get 0)))" + stores)
            + "(i32.const 1)"
            + ("(if (local.get 0) (then " + stores + ") (else " + stores + "))")
            + "))";
    List<Long> used = new ArrayList<>();
    for (int methodBytes : new int[] {EngineOptions.HOTSPOT_METHOD_BYTES, 1000, 400, 150}) {
      Store store = new Store();
      store.setFuel(1_000_000);
      Function function =
          Modules.instantiate(
                  text, store, EngineOptions.DEFAULT.withFuel(true).withMethodBytes(methodBytes))
              .function("f");
      assertThrows(TrapException.class, () -> function.call(0));
      assertArrayEquals(new long[] {1}, function.call(4));
      used.add(1_000_000 - store.fuel());
    }
    assertEquals(List.of(used.getFirst()), used.stream().distinct().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spin", "recurse", "fill"})
  void fuelEnds(String function) {
    Store store = new Store();
    Instance instance = Modules.instantiate(WORK, store, EngineOptions.DEFAULT.withFuel(true));
    store.setFuel(1000);
    TrapException trap =
        assertThrows(TrapException.class, () -> instance.function(function).call());
    assertEquals(TrapKind.FUEL_EXHAUSTED, trap.kind());
    assertEquals(0, store.fuel());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spin", "recurse", "fill"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void interruption(String function) throws Exception {
    Store store = new Store(StoreLimits.DEFAULT.withCallDepth(40));
    Instance instance = Modules.instantiate(WORK, store, EngineOptions.DEFAULT);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(200);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              store.interrupt();
            });
    if (function.equals("recurse")) {
      other.join();
    }
    TrapException trap =
        assertThrows(TrapException.class, () -> instance.function(function).call());
    assertEquals(TrapKind.INTERRUPTED, trap.kind());
    other.join();
    store.clearInterrupt();
    assertArrayEquals(new long[] {1}, instance.function("sum").call(1));
  }

  @Test
  void depth() {
    Store store = new Store(StoreLimits.DEFAULT.withCallDepth(50));
    Instance instance = Modules.instantiate(WORK, store, EngineOptions.DEFAULT.withDepth(true));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(new long[] {49}, instance.function("deep").call(49));
      TrapException trap =
          assertThrows(TrapException.class, () -> instance.function("deep").call(50));
      assertEquals(TrapKind.STACK_OVERFLOW, trap.kind());
    }
  }

  @Test
  void memoryGrowth() {
    List<LimitListener.Limit> refused = new ArrayList<>();
    Store store =
        new Store(
            StoreLimits.DEFAULT.withMemoryBytes(10 << 16),
            (limit, wanted, allowed) -> refused.add(limit));
    Instance instance = Modules.instantiate(WORK, store, EngineOptions.DEFAULT);
    assertArrayEquals(new long[] {1}, instance.function("grow").call(8));
    assertArrayEquals(new long[] {-1}, instance.function("grow").call(2));
    assertArrayEquals(new long[] {-1}, instance.function("grow").call(2));
    assertArrayEquals(new long[] {9}, instance.function("grow").call(1));
    assertEquals(List.of(LimitListener.Limit.MEMORY_BYTES), refused);
    assertEquals(10 << 16, store.memoryBytes());
  }

  @Test
  void instancesAndMemoriesOfAStore() {
    Store store = new Store(StoreLimits.DEFAULT.withInstances(1));
    Modules.instantiate(WORK, store, EngineOptions.DEFAULT);
    overLimit(() -> Modules.instantiate(WORK, store, EngineOptions.DEFAULT));
    overLimit(() ->
        Modules.instantiate(
            "(module (memory 32769))",
            new Store(StoreLimits.DEFAULT.withMemoryBytes(2L << 30)),
            EngineOptions.DEFAULT));
    overLimit(() ->
        Modules.instantiate(
            "(module (table 11 funcref))",
            new Store(StoreLimits.DEFAULT.withTableElements(10)),
            EngineOptions.DEFAULT));
  }

  private static void overLimit(Runnable action) {
    DiagnosticException e = assertThrows(DiagnosticException.class, action::run);
    assertInstanceOf(EngineProblem.OverLimit.class, e.first().problem());
  }
}

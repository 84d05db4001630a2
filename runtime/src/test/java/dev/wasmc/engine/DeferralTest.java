package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that are left for their split form, in the middle of a loop or between calls. */
final class DeferralTest {
  /** Too short to leave anything whole. */
  private static final int METHOD_BYTES = 60;

  private static Instance instance(String text, int splitAfter) {
    return Modules.instantiate(
        text,
        new Store(),
        EngineOptions.DEFAULT
            .withDepth(true)
            .withMethodBytes(METHOD_BYTES)
            .withSplitAfter(splitAfter));
  }

  /** Locals of all types are taken over, in then, in else and behind them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 11, 12, 13, 25, 1000})
  void loopsGoOn(int splitAfter) {
    Instance instance =
        instance(
            """
            (module
              (memory 1)
              (func (export "run") (param $n i32) (param $which i32) (result i64 f64 i32)
                (local $a i64) (local $b f32) (local $c f64) (local $d i32) (local $f funcref)
                (local.set $f (ref.func 0))
                (local.set $b (f32.const 0.5))
                (block $out
                  (if (local.get $which)
                    (then
                      (loop $l
                        (local.set $a (i64.add (local.get $a) (i64.const 3)))
                        (i32.store (i32.const 8) (local.get $n))
                        (i32.store (i32.const 8) (local.get $n))
                        (i32.store (i32.const 8) (local.get $n))
                        (i32.store (i32.const 8) (local.get $n))
                        (i32.store (i32.const 8) (local.get $n))
                        (i32.store (i32.const 8) (local.get $n))
                        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
                    (else
                      (loop $l (result i32)
                        (i32.store (i32.const 12) (local.get $n))
                        (i32.store (i32.const 16) (local.get $n))
                        (i32.store (i32.const 16) (local.get $n))
                        (i32.store (i32.const 16) (local.get $n))
                        (i32.store (i32.const 16) (local.get $n))
                        (local.set $c (f64.add (local.get $c) (f64.promote_f32 (local.get $b))))
                        (br_if $out (i32.eqz (local.get $n)))
                        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
                        (i32.const 7))
                      (local.set $d)))
                  (local.set $d (i32.add (local.get $d) (i32.const 100))))
                (if (ref.is_null (local.get $f)) (then unreachable))
                (local.get $a) (local.get $c) (local.get $d)))
            """,
            splitAfter);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(new long[] {60, 0, 100}, instance.function("run").call(new long[] {20, 1}));
      assertArrayEquals(
          new long[] {0, Double.doubleToRawLongBits(10), 107},
          instance.function("run").call(new long[] {20, 0}));
    }
  }

  /** As Go has it: one loop around all, and calls of itself. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 11, 30, 500})
  void recursion(int splitAfter) {
    Instance instance =
        instance(
            """
            (module
              (memory 1)
              (func $f (export "run") (param $n i32) (result i32)
                (local $state i32) (local $sum i32)
                (block $done
                  (loop $again
                    (block $two
                      (block $one
                        (block $zero
                          (br_table $zero $one $two (local.get $state)))
                        (br_if $done (i32.eqz (local.get $n)))
                        (local.set $sum (call $f (i32.sub (local.get $n) (i32.const 1))))
                        (local.set $state (i32.const 1))
                        (br $again))
                      (i32.store (i32.const 0) (local.get $sum))
                      (local.set $state (i32.const 2))
                      (br $again))
                    (local.set $sum (i32.add (i32.load (i32.const 0)) (local.get $n)))))
                (local.get $sum)))
            """,
            splitAfter);
    assertEquals(5050, instance.function("run").call(100)[0]);
    assertEquals(5050, instance.function("run").call(100)[0]);
  }

  @Test
  void aTrapShowsOneActivation() {
    String text =
        """
        (module
          (memory 1)
          (func $inner (param $at i32)
            (loop $l
              (i32.store (local.get $at) (i32.const 1))
              (i32.store offset=4 (local.get $at) (i32.const 1))
              (local.set $at (i32.add (local.get $at) (i32.const 1024)))
              (br $l)))
          (func (export "run") (call $inner (i32.const 0))))
        """;
    List<List<WasmFrame>> stacks = new ArrayList<>();
    for (int splitAfter : List.of(0, 12, 30, 1000)) {
      TrapException trap =
          assertThrows(
              TrapException.class, () -> instance(text, splitAfter).function("run").call());
      assertEquals(TrapKind.MEMORY_OUT_OF_BOUNDS, trap.kind());
      stacks.add(trap.wasmStack());
    }
    List<WasmFrame> whole = stacks.getLast();
    assertEquals(List.of(0, 1), whole.stream().map(WasmFrame::function).toList());
    stacks.forEach(frames -> assertEquals(whole, frames));
  }
}

package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.wasm.FuncType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrapTest {
  private static final String TRAPS =
      """
      (module
        (memory (export "memory") 1)
        (table 3 funcref)
        (type $int (func (result i32)))
        (elem (i32.const 0) $void)
        (func $void)
        (func (export "unreachable") (param i32) unreachable)
        (func (export "divide") (param i32) (drop (i32.div_s (i32.const -2147483648) (local.get 0))))
        (func (export "remainder") (param i32) (drop (i64.rem_u (i64.const 1) (i64.extend_i32_s (local.get 0)))))
        (func (export "load") (param i32) (drop (i32.load offset=4 (local.get 0))))
        (func (export "far") (param i32) (drop (i64.load offset=0x80000000 (local.get 0))))
        (func (export "store") (param i32) (i32.store8 offset=65535 (local.get 0) (i32.const 1)))
        (func (export "both") (param i32)
          (i32.store (local.get 0) (i32.div_u (i32.const 1) (i32.const 0))))
        (func (export "call") (param i32) (drop (call_indirect (type $int) (local.get 0))))
        (func (export "convert") (param i32)
          (drop (i32.trunc_f32_s (f32.div (f32.convert_i32_s (local.get 0)) (f32.const 0)))))
        (func (export "init") (param i32) (table.fill (local.get 0) (ref.null func) (i32.const 1))))
      """;

  @ParameterizedTest
  @CsvSource({
    "unreachable, 0, UNREACHABLE",
    "divide, 0, INTEGER_DIVIDE_BY_ZERO",
    "divide, -1, INTEGER_OVERFLOW",
    "remainder, 0, INTEGER_DIVIDE_BY_ZERO",
    "load, 65529, MEMORY_OUT_OF_BOUNDS",
    "load, -1, MEMORY_OUT_OF_BOUNDS",
    "load, -4, MEMORY_OUT_OF_BOUNDS",
    "far, 0, MEMORY_OUT_OF_BOUNDS",
    "far, -2147483648, MEMORY_OUT_OF_BOUNDS",
    "store, 1, MEMORY_OUT_OF_BOUNDS",
    "store, -1, MEMORY_OUT_OF_BOUNDS",
    "both, -1, INTEGER_DIVIDE_BY_ZERO",
    "call, 0, INDIRECT_CALL_TYPE_MISMATCH",
    "call, 1, UNINITIALIZED_ELEMENT",
    "call, 3, UNDEFINED_ELEMENT",
    "call, -1, UNDEFINED_ELEMENT",
    "convert, 0, INVALID_CONVERSION_TO_INTEGER",
    "convert, 1, INTEGER_OVERFLOW",
    "init, 3, TABLE_OUT_OF_BOUNDS",
  })
  void kinds(String function, int argument, TrapKind kind) {
    EngineOptions plain = EngineOptions.DEFAULT;
    EngineOptions roomy = plain.withExactMemory(false);
    for (EngineOptions options :
        List.of(plain, roomy.withRawMemory(false), roomy.withRawMemory(true))) {
      Instance instance = Modules.instantiate(TRAPS, new Store(), options);
      TrapException trap =
          assertThrows(TrapException.class, () -> instance.function(function).call(argument));
      assertEquals(kind, trap.kind());
      assertEquals(List.of("module!<function"), names(trap));
    }
  }

  private static List<String> names(TrapException trap) {
    return trap.wasmStack().stream().map(frame -> frame.toString().replaceAll(" .*", "")).toList();
  }

  @Test
  void accessesInBounds() {
    Instance instance = Modules.instantiate(TRAPS);
    instance.function("load").call(65528);
    instance.function("store").call(0);
    Memory memory = (Memory) Objects.requireNonNull(instance.export("memory"));
    assertEquals(1, memory.data()[65535]);
  }

  @Test
  void stackNamesFunctionsAndPlaces() {
    Instance instance =
        Modules.instantiate(
            """
            (module
              (func $inner (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
              (func $outer (export "run") (result i32)
                (i32.add (call $inner (i32.const 1)) (call $inner (i32.const 0)))))
            """,
            new Store(),
            EngineOptions.DEFAULT.withName("shop"));
    TrapException trap = assertThrows(TrapException.class, () -> instance.function("run").call());
    assertEquals(
        List.of("inner", "outer"), trap.wasmStack().stream().map(WasmFrame::name).toList());
    assertTrue(
        trap.wasmStack().stream()
            .allMatch(frame -> frame.offset() >= 0 && frame.module().equals("shop")));
  }

  @Test
  void exceptionsOfHostsPassUnchanged() {
    RuntimeException[] thrown = {
      new ArithmeticException("of the host"),
      new IndexOutOfBoundsException(),
      new IllegalStateException()
    };
    for (RuntimeException exception : thrown) {
      Function host =
          HostFunction.ofArrays(
              new FuncType(List.of(), List.of()),
              (numbers, references) -> {
                throw exception;
              });
      Instance instance =
          Modules.instantiate(
              "(module (import \"\" \"\" (func $f)) (func (export \"run\") (call $f)))", host);
      assertSame(
          exception, assertThrows(RuntimeException.class, () -> instance.function("run").call()));
    }
  }

  @Test
  void stackOverflowLeavesTheRestHealthy() throws Exception {
    Instance instance =
        Modules.instantiate(
            """
            (module
              (func $down (export "down") (param i32) (result i32)
                (i32.add (call $down (i32.add (local.get 0) (i32.const 1))) (call $other)))
              (func $other (export "other") (result i32) (i32.const 7)))
            """);
    for (int i = 0; i < 3; i++) {
      TrapException trap =
          GuestThread.run(
              () -> assertThrows(TrapException.class, () -> instance.function("down").call(0)),
              1 << 20);
      assertEquals(TrapKind.STACK_OVERFLOW, trap.kind());
    }
    assertArrayEquals(new long[] {7}, instance.function("other").call());
  }

  /** Classes of functions are defined when they are first called, here with no stack left. */
  @Test
  void stackOverflowWhereClassesAreDefined() throws Exception {
    int count = 40;
    String functions =
        IntStream.range(0, count)
            .mapToObj(i ->
                """
                (func $f%1$d (param i32) (result i32)
                  %2$s
                  (if (result i32) (i32.eqz (local.get 0))
                    (then (i32.const %1$d))
                    (else (i32.add (call $f%3$d (i32.sub (local.get 0) (i32.const 1)))
                      (call_indirect (param i32) (result i32)
                        (i32.const 0) (i32.const %1$d))))))
                """
                    .formatted(i, "(drop (i32.const 100000)) (nop)".repeat(200), (i + 1) % count))
            .collect(Collectors.joining("\n"));
    String names =
        IntStream.range(0, count).mapToObj(i -> "$f" + i).collect(Collectors.joining(" "));
    String text =
        """
        (module
          (table funcref (elem %s))
          (func $down (export "down") (param i32) (result i32)
            (if (result i32) (i32.eqz (local.get 0))
              (then (call $f0 (i32.const %d)))
              (else (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))))
          %s)
        """
            .formatted(names, count - 1, functions);
    int fits = 0;
    int overflows = 100_000;
    while (overflows - fits > 20) {
      int middle = (fits + overflows) >>> 1;
      if (overflows(Modules.instantiate(text), middle)) {
        overflows = middle;
      } else {
        fits = middle;
      }
    }
    long sum = count - 1L + IntStream.range(0, count - 1).sum();
    int overflowed = 0;
    for (int depth = fits - 60; depth < overflows + 40; depth += 7) {
      Instance instance = Modules.instantiate(text);
      overflowed += overflows(instance, depth) ? 1 : 0;
      assertArrayEquals(new long[] {sum + 3}, instance.function("down").call(3));
    }
    assertTrue(overflowed > 0);
  }

  private static boolean overflows(Instance instance, int depth) throws Exception {
    return GuestThread.run(
        () -> {
          try {
            instance.function("down").call(depth);
            return false;
          } catch (TrapException e) {
            assertEquals(TrapKind.STACK_OVERFLOW, e.kind());
            return true;
          }
        },
        256 << 10);
  }

  @Test
  void whatCannotBeTranslatedTrapsWhenReached() {
    Instance instance =
        Modules.instantiate(
            """
            (module
              (func (export "good") (result i32) (i32.const 1))
              (func (export "bad") (drop (v128.const i64x2 0 0))))
            """);
    assertArrayEquals(new long[] {1}, instance.function("good").call());
    TrapException trap = assertThrows(TrapException.class, () -> instance.function("bad").call());
    assertEquals(TrapKind.UNTRANSLATABLE_FUNCTION, trap.kind());
  }
}

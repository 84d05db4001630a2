package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What no JVM method or class can hold shows nowhere. */
final class JvmLimitsTest {
  private static final List<EngineOptions> MODES =
      List.of(EngineOptions.DEFAULT, EngineOptions.DEFAULT.withMethodBytes(500).withSplitAfter(0));

  private static String repeat(int count, IntFunction<String> piece) {
    return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining("\n"));
  }

  private static void check(String text, long[] expected, long... arguments) throws Exception {
    for (EngineOptions options : MODES) {
      Instance instance = Modules.instantiate(text, new Store(), options);
      assertArrayEquals(
          expected,
          GuestThread.run(() -> instance.function("run").call(arguments)),
          text.substring(0, 40));
    }
  }

  @Test
  void aThousandResults() throws Exception {
    int count = 1000;
    String results = "(result" + " i32 i64 f64".repeat(count / 4) + " i32".repeat(count / 4) + ")";
    long[] expected =
        IntStream.range(0, count)
            .mapToLong(
                i -> i >= count / 4 * 3 || i % 3 < 2 ? i + 7 : Double.doubleToRawLongBits(i + 7))
            .toArray();
    String values =
        repeat(
            count,
            i ->
                i >= count / 4 * 3 || i % 3 == 0
                    ? "(i32.add (local.get 0) (i32.const " + i + "))"
                    : i % 3 == 1
                        ? "(i64.extend_i32_s (i32.add (local.get 0) (i32.const " + i + ")))"
                        : "(f64.convert_i32_s (i32.add (local.get 0) (i32.const " + i + ")))");
    check(
        """
        (module
          (func $many (param i32) %1$s %2$s)
          (func (export "run") (param i32) %1$s
            (block %1$s (call $many (local.get 0)) (br_if 1 (local.get 0)))))
        """
            .formatted(results, values),
        expected,
        7);
  }

  @Test
  void aThousandParameters() throws Exception {
    int count = 1000;
    String arguments = repeat(count, i -> "(i64.add (local.get " + i + ") (i64.const " + i + "))");
    check(
        """
        (module
          (type $t (func (param%1$s) (result i64)))
          (table funcref (elem $last))
          (func $last (type $t) (i64.sub (local.get 999) (local.get 1)))
          (func (export "run") (type $t)
            (i64.add (call $last %2$s) (call_indirect (type $t) %2$s (i32.const 0)))))
        """
            .formatted(" i64".repeat(count), arguments),
        new long[] {2 * (998 + 2 * 998)},
        IntStream.range(0, count).mapToLong(i -> 2L * i).toArray());
  }

  @Test
  void sixtyThousandConstants() throws Exception {
    int count = 70_000;
    check(
        "(module (func (export \"run\") (result i64) (local i64)\n"
            + repeat(
                count,
                i -> "(local.set 0 (i64.xor (local.get 0) (i64.const " + (i + 1L) * 100_003 + ")))")
            + "(local.get 0)))",
        new long[] {
          IntStream.range(0, count).mapToLong(i -> (i + 1L) * 100_003).reduce(0, (a, b) -> a ^ b)
        });
  }

  @Test
  void aLongExpression() throws Exception {
    int count = 60_000;
    check(
        "(module (func (export \"run\") (param i32) (result i32) (i32.const 0)\n"
            + repeat(count, i -> "(i32.add (i32.mul (local.get 0) (i32.const " + i % 100 + ")))")
            + "))",
        new long[] {3L * 4950 * (count / 100)},
        3);
  }

  @Test
  void manyOperands() throws Exception {
    int count = 5000;
    check(
        "(module (func (export \"run\") (param i64) (result i64)\n"
            + repeat(count, i -> "(i64.mul (local.get 0) (i64.const " + i + "))")
            + "\n"
            + repeat(count - 1, i -> i % 2 == 0 ? "i64.add" : "i64.sub")
            + "))",
        new long[] {manyOperands(count, 5)},
        5);
  }

  private static long manyOperands(int count, long factor) {
    long result = factor * (count - 1);
    for (int i = 0; i < count - 1; i++) {
      long below = factor * (count - 2 - i);
      result = i % 2 == 0 ? below + result : below - result;
    }
    return result;
  }

  @Test
  void fiftyThousandLocals() throws Exception {
    int count = 49_999;
    check(
        "(module (func (export \"run\") (param i64) (result i64) (local"
            + " i64".repeat(count)
            + ")\n"
            + repeat(
                count,
                i -> "(local.set " + (i + 1) + " (i64.add (local.get " + i + ") (i64.const 1)))")
            + "(local.get "
            + count
            + ")))",
        new long[] {count + 4},
        4);
  }

  @Test
  void tenThousandTargets() throws Exception {
    int count = 10_000;
    String text =
        "(module (func (export \"run\") (param i32) (result i32) (local i32)\n"
            + "(block "
            + "(block ".repeat(count)
            + "(br_table "
            + repeat(count, i -> "" + i)
            + " (local.get 0))"
            + repeat(
                count,
                i ->
                    ") (local.set 1 (i32.add (local.get 1) (i32.const "
                        + (i + 1)
                        + ")))"
                        + (i % 3 == 0 ? " (br " + (count - 1 - i) + ")" : ""))
            + ") (local.get 1)))";
    for (EngineOptions options : MODES) {
      Instance instance = Modules.instantiate(text, new Store(), options);
      for (int i : new int[] {0, 1, 2, 3, 4, 5000, 9998, 9999, 10_000, -1, Integer.MIN_VALUE}) {
        int first = i < 0 || i >= count ? count - 1 : i;
        long expected = 0;
        for (int k = first; k < count; k++) {
          expected += k + 1;
          if (k % 3 == 0) {
            break;
          }
        }
        assertArrayEquals(
            new long[] {expected}, GuestThread.run(() -> instance.function("run").call(i)));
      }
    }
  }

  @Test
  void manyEntriesForFewTargets() throws Exception {
    int count = 50_000;
    String text =
        "(module (func (export \"run\") (param i32) (result i32)\n"
            + "(block (block (block (br_table "
            + repeat(count, i -> "" + i % 7 % 3)
            + " 1 (local.get 0)))"
            + " (return (i32.const 10))) (return (i32.const 11))) (i32.const 12)))";
    for (EngineOptions options : MODES) {
      Instance instance = Modules.instantiate(text, new Store(), options);
      for (int i : new int[] {0, 1, 2, 6, 16_383, 16_384, 16_385, 32_767, 32_768, 49_999}) {
        assertArrayEquals(new long[] {10 + i % 7 % 3}, instance.function("run").call(i));
      }
      for (int i : new int[] {50_000, 65_536, -1, Integer.MIN_VALUE}) {
        assertArrayEquals(new long[] {11}, instance.function("run").call(i));
      }
    }
  }

  @Test
  void deeplyNestedBlocks() throws Exception {
    int depth = 10_000;
    check(
        "(module (func (export \"run\") (param i32) (result i32)\n"
            + "(block (br_if 0 (i32.eqz (local.get 0))) ".repeat(depth)
            + "(local.set 0 (i32.sub (local.get 0) (i32.const 1)))"
            + ") (local.set 0 (i32.add (local.get 0) (i32.const 1)))".repeat(depth)
            + "(local.get 0)))",
        new long[] {depth + 4},
        5);
  }

  @Test
  void deeplyNestedLoops() throws Exception {
    int depth = 3000;
    check(
        "(module (func (export \"run\") (param i32) (result i32)\n"
            + "(loop ".repeat(depth)
            + "(local.set 0 (i32.add (local.get 0) (i32.const 1)))"
            + "(br_if 0 (i32.lt_u (local.get 0) (i32.const 100)))"
            + "(br_if 2999 (i32.lt_u (local.get 0) (i32.const 1000)))"
            + ")".repeat(depth)
            + "(local.get 0)))",
        new long[] {1000},
        5);
  }
}

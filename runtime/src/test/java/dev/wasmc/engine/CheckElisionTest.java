package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds are checked as often as needed, and no more. */
final class CheckElisionTest {
  private static final int PROGRAMS = Integer.getInteger("wasmc.programs", 60);

  /** Too many for C2 to inline their checks, few enough for one method. */
  private static final int IN_LARGE_LOOP = 220;

  private static final EngineOptions ROOMY =
      EngineOptions.DEFAULT.withExactMemory(false).withRawMemory(false);
  private static final EngineOptions RAW = ROOMY.withRawMemory(true);

  private static final List<EngineOptions> MODES =
      List.of(
          EngineOptions.DEFAULT.withMemories(MemoryPlacement.SEGMENTS),
          EngineOptions.DEFAULT,
          ROOMY,
          ROOMY.withMethodBytes(200).withSplitAfter(0),
          RAW,
          RAW.withMethodBytes(200).withSplitAfter(0));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | (drop (i32.load offset=8 (local.get 0))) (drop (i32.load (local.get 0)))",
        "2 | (drop (i32.load (local.get 0))) (drop (i32.load offset=8 (local.get 0)))",
        "1 | (i32.store (local.get 0) (i32.add (i32.load (local.get 0)) (i32.const 1)))",
        "1 | (drop (i32.load (local.get 0))) (call $other) (drop (i32.load (local.get 0)))",
        "2 | (drop (i32.load (local.get 0))) (local.set 0 (local.get 1)) (drop (i32.load (local.get"
            + " 0)))",
        "1 | (drop (i32.load (local.get 0))) (local.set 1 (local.get 0)) (drop (i32.load (local.get"
            + " 1)))",
        "2 | (if (local.get 1) (then (drop (i32.load (local.get 0))))) (drop (i32.load (local.get"
            + " 0)))",
        "1 | (drop (i32.load (local.get 0))) (if (local.get 1) (then (drop (i32.load (local.get"
            + " 0)))))",
        "2 | (block (br_if 0 (local.get 1)) (drop (i32.load (local.get 0)))) (drop (i32.load"
            + " (local.get 0)))",
        "1 | (block (drop (i32.load (local.get 0))) (br_if 0 (local.get 1))) (drop (i32.load"
            + " (local.get 0)))",
        "1 | (drop (i32.load (local.get 0))) (loop (drop (i32.load (local.get 0))) (br_if 0"
            + " (local.get 1)))",
        "2 | (drop (i32.load (local.get 0))) (loop (drop (i32.load (local.get 0))) (local.set 0"
            + " (local.get 1)) (br 0))",
        "0 | (drop (i32.load offset=65532 (i32.const 0)))",
        "1 | (drop (i32.load offset=65533 (i32.const 0)))",
      })
  void checks(int expected, String code) {
    String text = "(module (memory 1) (func $other) (func (param i32 i32) " + code + "))";
    assertEquals(expected, calls(Modules.compile(text, ROOMY), "checkIndex"));
    assertEquals(expected, calls(Modules.compile(text, RAW), "address"));
  }

  private static long calls(CompiledModule module, String method) {
    return module
        .classFiles()
        .flatMap(bytes -> ClassFile.of().parse(bytes).methods().stream())
        .flatMap(found -> found.code().stream())
        .flatMap(found -> found.elementStream().filter(element -> calls(element, method)))
        .count();
  }

  private static boolean calls(CodeElement element, String method) {
    return element instanceof InvokeInstruction call && call.name().equalsString(method);
  }

  /** Where C2 would not inline all checks of a loop, they are in the loop's method. */
  @Test
  void loopsOfLargeMethodsCheckInPlace() {
    String text =
        """
        (module
          (memory 1)
          (func (export "run") (param i32 i32) (result i32)
            (loop %s (br_if 0 (local.get 1)))
            (local.get 1)))
        """
            .formatted(
                "(local.set 1 (i32.load offset=4 (i32.add (local.get 0) (local.get 1))))"
                    .repeat(IN_LARGE_LOOP));
    Instance instance = Modules.instantiate(text, new Store(), RAW);
    assertEquals(IN_LARGE_LOOP, calls(instance.module(), "checkIndex"));
    assertEquals(0, calls(instance.module(), "address"));
    Function run = instance.function("run");
    assertArrayEquals(new long[] {0}, run.call(65528, 0));
    for (int beyond : new int[] {65529, 65532, 65536, -1, -4, -8, Integer.MIN_VALUE}) {
      TrapException trap = assertThrows(TrapException.class, () -> run.call(beyond, 0));
      assertEquals(TrapKind.MEMORY_OUT_OF_BOUNDS, trap.kind());
    }
  }

  /** Segments check each access by themselves. */
  @Test
  void randomProgramsAgreeWhereEveryAccessIsChecked() {
    int trapped = 0;
    int returned = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String text = new Program(seed).module();
      List<List<String>> outcomes = new ArrayList<>();
      for (EngineOptions options : MODES) {
        outcomes.add(outcomes(text, options));
      }
      for (List<String> outcome : outcomes) {
        assertEquals(outcomes.getFirst(), outcome, text);
      }
      for (String outcome : outcomes.getFirst()) {
        trapped += outcome.startsWith("[") ? 0 : 1;
        returned += outcome.startsWith("[") ? 1 : 0;
      }
    }
    assertTrue(trapped > PROGRAMS && returned > PROGRAMS, trapped + " traps, " + returned);
  }

  private static List<String> outcomes(String text, EngineOptions options) {
    List<String> outcomes = new ArrayList<>();
    for (int first : new int[] {0, 65500, 65524, 65528, 131064, -20, -2, Integer.MIN_VALUE}) {
      for (int second : new int[] {1, 65520, -8}) {
        Instance instance = Modules.instantiate(text, new Store(), options);
        String outcome;
        try {
          outcome = Arrays.toString(instance.function("run").call(first, second));
        } catch (TrapException e) {
          outcome = e.kind().toString();
        }
        outcomes.add(outcome + " " + instance.function("sum").call()[0]);
      }
    }
    return outcomes;
  }

  /** A function of two addresses that loads, stores, branches and assigns. */
  private static final class Program {
    private final Random random;
    private final boolean grows;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    /** Each second one grows its memory, by itself and in what it calls. */
    Program(int seed) {
      random = new Random(seed);
      grows = seed % 2 == 1;
    }

    String module() {
      statements(4);
      return """
      (module
        (memory 1 %d)
        (func $more (result i32) (memory.grow (i32.const 1)))
        (global $sum (export "g") (mut i32) (i32.const 0))
        (func (export "sum") (result i32) (global.get $sum))
        (func $add (param i32)
          (global.set $sum (i32.add (i32.mul (global.get $sum) (i32.const 31)) (local.get 0))))
        (func (export "run") (param i32 i32) (result i32) (local i32 i32)
          (local.set 2 (local.get 1))
          %s
          (global.get $sum)))
      """
          .formatted(grows ? 4 : 1, out);
    }

    private void growth() {
      switch (random.nextInt(depth == 0 ? 3 : 4)) {
        case 0 -> out.append("(drop (memory.grow (i32.const 1)))\n");
        case 1 -> out.append("(i32.store ").append(address()).append("(call $more))\n");
        case 2 -> out.append("(call $add (i32.add ").append(load()).append("(call $more)))\n");
        default ->
            out.append("(br_if ")
                .append(random.nextInt(depth))
                .append("(i32.gt_s (i32.add (call $more)")
                .append(load())
                .append(") (i32.const 2)))\n");
      }
    }

    private void statements(int most) {
      for (int i = random.nextInt(1, most + 1); i > 0; i--) {
        statement();
      }
    }

    private String address() {
      return "(local.get " + random.nextInt(3) + ")";
    }

    private String offset() {
      int[] offsets = {0, 1, 4, 8, 8, 12, 30, 65530, Integer.MAX_VALUE, Integer.MIN_VALUE};
      return " offset=" + Integer.toUnsignedString(offsets[random.nextInt(offsets.length)]) + " ";
    }

    private String load() {
      String op = random.nextBoolean() ? "i32.load" : "i32.load8_u";
      return "("
          + op
          + (random.nextInt(8) > 0 ? " offset=" + 4 * random.nextInt(4) : offset())
          + " "
          + address()
          + ")";
    }

    private String condition() {
      return random.nextBoolean()
          ? "(i32.and (local.get "
              + random.nextInt(3)
              + ") (i32.const "
              + (1 << random.nextInt(5))
              + "))"
          : "(i32.eqz " + load() + ")";
    }

    private void statement() {
      if (grows && random.nextInt(6) == 0) {
        growth();
        return;
      }
      switch (random.nextInt(depth > 4 ? 5 : 9)) {
        case 0, 1 -> out.append("(call $add ").append(load()).append(")\n");
        case 2 ->
            out.append("(i32.store offset=" + 4 * random.nextInt(3) + " ")
                .append(address())
                .append("(i32.add (i32.const 77) ")
                .append(
                    random.nextInt(5) == 0 ? "(i32.div_u (i32.const 9) " + load() + ")" : load())
                .append("))\n");
        case 3 ->
            out.append("(local.set ")
                .append(random.nextInt(3))
                .append(
                    random.nextBoolean()
                        ? address()
                        : "(i32.add " + address() + " (i32.const " + (random.nextInt(9) - 4) + "))")
                .append(")\n");
        case 4 -> {
          if (depth > 0) {
            out.append("(br_if ").append(random.nextInt(depth)).append(condition()).append(")\n");
          }
        }
        case 5 -> nested("(block ", ")");
        case 6 -> nested("(if " + condition() + " (then ", "))");
        case 7 -> {
          nested("(if " + condition() + " (then ", ")");
          nested("(else ", "))");
        }
        default -> {
          // Ends after some rounds, whatever else branches to it.
          out.append("(block\n");
          depth++;
          nested(
              "(loop (local.set 3 (i32.add (local.get 3) (i32.const 1)))"
                  + " (br_if 1 (i32.gt_u (local.get 3) (i32.const 40)))\n",
              random.nextBoolean() ? "(br 0))" : ")");
          depth--;
          out.append(")\n");
        }
      }
    }

    private void nested(String start, String end) {
      out.append(start);
      depth++;
      statements(3);
      depth--;
      out.append(end).append("\n");
    }
  }
}

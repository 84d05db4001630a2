package dev.wasmc.engine;

import java.util.Random;

/**
 * Functions as interpreters are compiled: a loop around a switch, whose cases share locals, lead to
 * each other, leave, carry values and grow memory. Random, but all end, and no bits of a NaN show.
 */
final class InterpreterText {
  private static final String[] TYPES = {"i32", "i64", "f64", "f32"};
  private static final String[] WORK = {"add", "sub", "mul"};
  private static final int LOCALS = 12;

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final int cases;

  /** The case whose code is written. */
  private int current;

  private InterpreterText(long seed, int cases) {
    this.random = new Random(seed);
    this.cases = cases;
  }

  /** A module with a function {@code run} from an i32 to an i32. */
  static String module(long seed, int cases) {
    InterpreterText text = new InterpreterText(seed, cases);
    text.write();
    return text.out.toString();
  }

  private static String type(int local) {
    return TYPES[local % TYPES.length];
  }

  private int local(int type) {
    return random.nextInt(LOCALS / TYPES.length) * TYPES.length + type;
  }

  private void write() {
    out.append(
        """
        (module
          (memory (export "memory") 1 9)
          (global $g (export "g") (mut i32) (i32.const 1))
          (func $more (param i32) (result i32)
            (if (i32.eqz (i32.and (local.get 0) (i32.const 255)))
              (then (drop (memory.grow (i32.const 1)))))
            (global.set $g (i32.add (global.get $g) (local.get 0)))
            (i32.add (memory.size) (local.get 0)))
          (func (export "run") (param $seed i32) (result i32)
            (local $steps i32) (local $sum i32)
        """);
    for (int i = 0; i < LOCALS; i++) {
      out.append("(local $l").append(i).append(' ').append(type(i)).append(")\n");
    }
    out.append("(local.set $steps (i32.const 600))\n");
    out.append("(block $done (loop $next\n(local.set $l0 (block $value (result i32)\n");
    for (int i = cases; i >= 0; i--) {
      out.append("(block $c").append(i).append('\n');
    }
    out.append(
        """
        (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))
        (br_if $done (i32.eqz (local.get $steps)))
        (local.set $seed
          (i32.add (i32.mul (local.get $seed) (i32.const 1103515245)) (i32.const 12345)))
        (br_table
        """);
    for (int i = 0; i <= cases; i++) {
      out.append(" $c").append(i);
    }
    out.append("\n(i32.rem_u (i32.shr_u (local.get $seed) (i32.const 12)) (i32.const ")
        .append(cases + 2)
        .append("))))\n");
    for (current = 0; current < cases; current++) {
      statements(1 + random.nextInt(6), 2);
      way();
      out.append(")\n");
    }
    out.append("(local.get $l4)))\n(br $next)))\n");
    for (int i = 0; i < LOCALS; i++) {
      out.append("(local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) ")
          .append(asInt(i))
          .append("))\n");
    }
    out.append("(i32.add (local.get $sum) (global.get $g))))");
  }

  private static String asInt(int local) {
    String value = "(local.get $l" + local + ")";
    return switch (type(local)) {
      case "i64" -> "(i32.wrap_i64 " + value + ")";
      case "f64" -> "(i32.trunc_sat_f64_s " + value + ")";
      case "f32" -> "(i32.trunc_sat_f32_s " + value + ")";
      default -> value;
    };
  }

  private static String fromInt(String type, String value) {
    return switch (type) {
      case "i64" -> "(i64.extend_i32_s " + value + ")";
      case "i32" -> value;
      default -> "(" + type + ".convert_i32_s " + value + ")";
    };
  }

  /** How the code of a case ends. */
  private void way() {
    switch (random.nextInt(8)) {
      case 0 -> {}
      case 1 -> out.append("(br $value (local.get $l8))\n");
      case 2 -> out.append("(br $c").append(later()).append(")\n");
      default -> out.append("(br $next)\n");
    }
  }

  private int later() {
    return current + 1 + random.nextInt(cases - current);
  }

  private void statements(int count, int depth) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    int kind = random.nextInt(depth > 0 ? 12 : 8);
    int type = random.nextInt(TYPES.length);
    int target = local(type);
    String name = TYPES[type];
    switch (kind) {
      case 0, 1, 2 ->
          out.append(
              "(local.set $l%d (%s.%s (local.get $l%d) (local.get $l%d)))\n"
                  .formatted(target, name, WORK[random.nextInt(3)], local(type), local(type)));
      case 3 ->
          out.append(
              "(local.set $l%d (%s.const %d))\n".formatted(target, name, random.nextInt(1000)));
      case 4 ->
          out.append(
              "(i32.store offset=%d %s %s)\n"
                  .formatted(random.nextInt(64), address(), asInt(target)));
      case 5 ->
          out.append(
              "(local.set $l%d %s)\n"
                  .formatted(
                      target,
                      fromInt(
                          name,
                          "(i32.load offset=%d %s)".formatted(random.nextInt(64), address()))));
      case 6 -> out.append("(local.set $l4 (call $more %s))\n".formatted(address()));
      case 7 ->
          out.append(
              "(br_if $%s (i32.eq (i32.and (local.get $l%d) (i32.const 15)) (i32.const 3)))\n"
                  .formatted(random.nextInt(3) == 0 ? "next" : "c" + later(), local(0)));
      case 8, 9 -> {
        out.append("(if %s (then\n".formatted(condition()));
        statements(1 + random.nextInt(3), depth - 1);
        out.append(")(else\n");
        statements(random.nextInt(3), depth - 1);
        out.append("))\n");
      }
      case 10 -> {
        out.append("(block (block (block (br_table 0 1 2 %s))\n".formatted(address()));
        statements(1 + random.nextInt(2), depth - 1);
        out.append(")\n");
        statements(1 + random.nextInt(2), depth - 1);
        out.append(")\n");
      }
      default -> {
        out.append("(if (i32.eqz (i32.and (local.get $seed) (i32.const 0x3f0000))) (then\n");
        out.append(
            random.nextBoolean() ? "(br $done)" : "(return (local.get $l%d))".formatted(local(0)));
        out.append("))\n");
      }
    }
  }

  private String condition() {
    return "(i32.lt_s (local.get $l%d) (local.get $l%d))".formatted(local(0), local(0));
  }

  private String address() {
    return "(i32.and (local.get $l%d) (i32.const 4095))".formatted(local(0));
  }
}

package dev.wasmc.engine;

import dev.wasmc.wasm.Opcode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** How each instruction without immediates becomes bytecode: the table behind {@link Emitter}. */
sealed interface Lowering {
  /** JVM instructions without operands, one after the other. */
  record Instructions(List<Integer> opcodes) implements Lowering {
    public Instructions {
      opcodes = List.copyOf(opcodes);
    }
  }

  /** A static method; its descriptor follows from the instruction's signature. */
  record Call(String owner, String name) implements Lowering {}

  /**
   * A comparison that gives an i32, best used by a jump.
   *
   * @param prefix the instruction that makes an int of the two operands, 0 for none: ints are
   *     compared by the jump itself
   * @param unsigned the class whose {@code compareUnsigned} makes an int of them, null for signed
   * @param jump on an int against zero where the comparison holds
   */
  record Comparison(int prefix, @Nullable String unsigned, int jump) implements Lowering {}

  Map<Opcode, Lowering> TABLE = Table.make();

  /** Null for an instruction that needs more than a table row. */
  static @Nullable Lowering of(Opcode opcode) {
    return TABLE.get(opcode);
  }

  /** Whether a computation traps on some operands. */
  static boolean traps(Opcode opcode) {
    return switch (opcode) {
      case I32_DIV_S, I32_DIV_U, I32_REM_S, I32_REM_U, I64_DIV_S, I64_DIV_U, I64_REM_S, I64_REM_U ->
          true;
      case I32_TRUNC_F32_S, I32_TRUNC_F32_U, I32_TRUNC_F64_S, I32_TRUNC_F64_U -> true;
      case I64_TRUNC_F32_S, I64_TRUNC_F32_U, I64_TRUNC_F64_S, I64_TRUNC_F64_U -> true;
      default -> false;
    };
  }

  /** Fills the table. */
  final class Table {
    private static final String INTEGER = "java/lang/Integer";
    private static final String LONG = "java/lang/Long";
    private static final String FLOAT = "java/lang/Float";
    private static final String DOUBLE = "java/lang/Double";
    private static final String MATH = "java/lang/Math";
    private static final int[] JUMPS = {
      Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGT, Opcodes.IFLE, Opcodes.IFGE
    };

    private final Map<Opcode, Lowering> table = new EnumMap<>(Opcode.class);

    private Table() {}

    private void insn(Opcode opcode, Integer... opcodes) {
      table.put(opcode, new Instructions(List.of(opcodes)));
    }

    private void call(Opcode opcode, String owner, String name) {
      table.put(opcode, new Call(owner, name));
    }

    /** A method of {@link Numeric} that is named like the instruction, in camel case. */
    private void numeric(Opcode... opcodes) {
      for (Opcode opcode : opcodes) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char c : opcode.mnemonic().toCharArray()) {
          if (c == '.' || c == '_') {
            upper = true;
          } else {
            name.append(upper ? Character.toUpperCase(c) : c);
            upper = false;
          }
        }
        table.put(opcode, new Call(Naming.NUMERIC, name.toString()));
      }
    }

    private void compare(int prefix, @Nullable String unsigned, int jump, Opcode opcode) {
      table.put(opcode, new Comparison(prefix, unsigned, jump));
    }

    /** In the order eq, ne, lt_s, lt_u, gt_s, gt_u, le_s, le_u, ge_s, ge_u. */
    private void integerComparisons(int prefix, String owner, Opcode... opcodes) {
      compare(prefix, null, Opcodes.IFEQ, opcodes[0]);
      compare(prefix, null, Opcodes.IFNE, opcodes[1]);
      for (int i = 2; i < opcodes.length; i++) {
        compare(prefix, i % 2 == 0 ? null : owner, JUMPS[i / 2 + 1], opcodes[i]);
      }
    }

    /**
     * In the order eq, ne, lt, gt, le, ge. A NaN makes each comparison false but {@code ne}: the
     * prefix chooses the int it gives accordingly.
     */
    private void floatComparisons(int less, int greater, Opcode... opcodes) {
      for (int i = 0; i < opcodes.length; i++) {
        boolean orderLess = JUMPS[i] == Opcodes.IFLT || JUMPS[i] == Opcodes.IFLE;
        compare(orderLess ? greater : less, null, JUMPS[i], opcodes[i]);
      }
    }

    static Map<Opcode, Lowering> make() {
      Table t = new Table();
      t.integerComparisons(
          0,
          INTEGER,
          Opcode.I32_EQ,
          Opcode.I32_NE,
          Opcode.I32_LT_S,
          Opcode.I32_LT_U,
          Opcode.I32_GT_S,
          Opcode.I32_GT_U,
          Opcode.I32_LE_S,
          Opcode.I32_LE_U,
          Opcode.I32_GE_S,
          Opcode.I32_GE_U);
      t.integerComparisons(
          Opcodes.LCMP,
          LONG,
          Opcode.I64_EQ,
          Opcode.I64_NE,
          Opcode.I64_LT_S,
          Opcode.I64_LT_U,
          Opcode.I64_GT_S,
          Opcode.I64_GT_U,
          Opcode.I64_LE_S,
          Opcode.I64_LE_U,
          Opcode.I64_GE_S,
          Opcode.I64_GE_U);
      t.floatComparisons(
          Opcodes.FCMPL,
          Opcodes.FCMPG,
          Opcode.F32_EQ,
          Opcode.F32_NE,
          Opcode.F32_LT,
          Opcode.F32_GT,
          Opcode.F32_LE,
          Opcode.F32_GE);
      t.floatComparisons(
          Opcodes.DCMPL,
          Opcodes.DCMPG,
          Opcode.F64_EQ,
          Opcode.F64_NE,
          Opcode.F64_LT,
          Opcode.F64_GT,
          Opcode.F64_LE,
          Opcode.F64_GE);
      t.integers();
      t.floats();
      t.conversions();
      return t.table;
    }

    private void integers() {
      call(Opcode.I32_CLZ, INTEGER, "numberOfLeadingZeros");
      call(Opcode.I32_CTZ, INTEGER, "numberOfTrailingZeros");
      call(Opcode.I32_POPCNT, INTEGER, "bitCount");
      insn(Opcode.I32_ADD, Opcodes.IADD);
      insn(Opcode.I32_SUB, Opcodes.ISUB);
      insn(Opcode.I32_MUL, Opcodes.IMUL);
      numeric(Opcode.I32_DIV_S, Opcode.I64_DIV_S);
      call(Opcode.I32_DIV_U, INTEGER, "divideUnsigned");
      insn(Opcode.I32_REM_S, Opcodes.IREM);
      call(Opcode.I32_REM_U, INTEGER, "remainderUnsigned");
      insn(Opcode.I32_AND, Opcodes.IAND);
      insn(Opcode.I32_OR, Opcodes.IOR);
      insn(Opcode.I32_XOR, Opcodes.IXOR);
      insn(Opcode.I32_SHL, Opcodes.ISHL);
      insn(Opcode.I32_SHR_S, Opcodes.ISHR);
      insn(Opcode.I32_SHR_U, Opcodes.IUSHR);
      call(Opcode.I32_ROTL, INTEGER, "rotateLeft");
      call(Opcode.I32_ROTR, INTEGER, "rotateRight");
      insn(Opcode.I64_ADD, Opcodes.LADD);
      insn(Opcode.I64_SUB, Opcodes.LSUB);
      insn(Opcode.I64_MUL, Opcodes.LMUL);
      call(Opcode.I64_DIV_U, LONG, "divideUnsigned");
      insn(Opcode.I64_REM_S, Opcodes.LREM);
      call(Opcode.I64_REM_U, LONG, "remainderUnsigned");
      insn(Opcode.I64_AND, Opcodes.LAND);
      insn(Opcode.I64_OR, Opcodes.LOR);
      insn(Opcode.I64_XOR, Opcodes.LXOR);
      insn(Opcode.I64_SHL, Opcodes.L2I, Opcodes.LSHL);
      insn(Opcode.I64_SHR_S, Opcodes.L2I, Opcodes.LSHR);
      insn(Opcode.I64_SHR_U, Opcodes.L2I, Opcodes.LUSHR);
      numeric(Opcode.I64_CLZ, Opcode.I64_CTZ, Opcode.I64_POPCNT, Opcode.I64_ROTL, Opcode.I64_ROTR);
      insn(Opcode.I32_EXTEND8_S, Opcodes.I2B);
      insn(Opcode.I32_EXTEND16_S, Opcodes.I2S);
      insn(Opcode.I64_EXTEND8_S, Opcodes.L2I, Opcodes.I2B, Opcodes.I2L);
      insn(Opcode.I64_EXTEND16_S, Opcodes.L2I, Opcodes.I2S, Opcodes.I2L);
      insn(Opcode.I64_EXTEND32_S, Opcodes.L2I, Opcodes.I2L);
    }

    private void floats() {
      call(Opcode.F32_ABS, MATH, "abs");
      insn(Opcode.F32_NEG, Opcodes.FNEG);
      numeric(
          Opcode.F32_CEIL, Opcode.F32_FLOOR, Opcode.F32_TRUNC, Opcode.F32_NEAREST, Opcode.F32_SQRT);
      insn(Opcode.F32_ADD, Opcodes.FADD);
      insn(Opcode.F32_SUB, Opcodes.FSUB);
      insn(Opcode.F32_MUL, Opcodes.FMUL);
      insn(Opcode.F32_DIV, Opcodes.FDIV);
      numeric(Opcode.F32_MIN, Opcode.F32_MAX, Opcode.F32_COPYSIGN);
      call(Opcode.F64_ABS, MATH, "abs");
      insn(Opcode.F64_NEG, Opcodes.DNEG);
      numeric(Opcode.F64_CEIL, Opcode.F64_FLOOR, Opcode.F64_TRUNC, Opcode.F64_NEAREST);
      call(Opcode.F64_SQRT, MATH, "sqrt");
      insn(Opcode.F64_ADD, Opcodes.DADD);
      insn(Opcode.F64_SUB, Opcodes.DSUB);
      insn(Opcode.F64_MUL, Opcodes.DMUL);
      insn(Opcode.F64_DIV, Opcodes.DDIV);
      numeric(Opcode.F64_MIN, Opcode.F64_MAX, Opcode.F64_COPYSIGN);
    }

    private void conversions() {
      insn(Opcode.I32_WRAP_I64, Opcodes.L2I);
      numeric(
          Opcode.I32_TRUNC_F32_S,
          Opcode.I32_TRUNC_F32_U,
          Opcode.I32_TRUNC_F64_S,
          Opcode.I32_TRUNC_F64_U);
      numeric(
          Opcode.I64_TRUNC_F32_S,
          Opcode.I64_TRUNC_F32_U,
          Opcode.I64_TRUNC_F64_S,
          Opcode.I64_TRUNC_F64_U);
      insn(Opcode.I64_EXTEND_I32_S, Opcodes.I2L);
      call(Opcode.I64_EXTEND_I32_U, INTEGER, "toUnsignedLong");
      insn(Opcode.F32_CONVERT_I32_S, Opcodes.I2F);
      insn(Opcode.F32_CONVERT_I64_S, Opcodes.L2F);
      insn(Opcode.F64_CONVERT_I32_S, Opcodes.I2D);
      insn(Opcode.F64_CONVERT_I64_S, Opcodes.L2D);
      numeric(
          Opcode.F32_CONVERT_I32_U,
          Opcode.F32_CONVERT_I64_U,
          Opcode.F64_CONVERT_I32_U,
          Opcode.F64_CONVERT_I64_U);
      insn(Opcode.F32_DEMOTE_F64, Opcodes.D2F);
      insn(Opcode.F64_PROMOTE_F32, Opcodes.F2D);
      call(Opcode.I32_REINTERPRET_F32, FLOAT, "floatToRawIntBits");
      call(Opcode.I64_REINTERPRET_F64, DOUBLE, "doubleToRawLongBits");
      call(Opcode.F32_REINTERPRET_I32, FLOAT, "intBitsToFloat");
      call(Opcode.F64_REINTERPRET_I64, DOUBLE, "longBitsToDouble");
      insn(Opcode.I32_TRUNC_SAT_F32_S, Opcodes.F2I);
      insn(Opcode.I32_TRUNC_SAT_F64_S, Opcodes.D2I);
      insn(Opcode.I64_TRUNC_SAT_F32_S, Opcodes.F2L);
      insn(Opcode.I64_TRUNC_SAT_F64_S, Opcodes.D2L);
      numeric(Opcode.I32_TRUNC_SAT_F32_U, Opcode.I32_TRUNC_SAT_F64_U);
      numeric(Opcode.I64_TRUNC_SAT_F32_U, Opcode.I64_TRUNC_SAT_F64_U);
    }
  }
}

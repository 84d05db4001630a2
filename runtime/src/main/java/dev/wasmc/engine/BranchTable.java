package dev.wasmc.engine;

import java.util.stream.IntStream;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Long tables of branches. The JVM's own switch takes four bytes of the method for each entry, and
 * a few of such tables would fill it; so the numbers of the targets are the characters of constants
 * instead, and the switch is over the targets. Public for generated code alone.
 */
public final class BranchTable {
  /** Longer tables are kept in constants. */
  private static final int LONGEST_SWITCH = 512;

  /** The characters of a constant: it has at most 65,535 bytes, and a character three. */
  private static final int CONSTANT = 1 << 14;

  private BranchTable() {}

  static boolean isLong(int entries) {
    return entries > LONGEST_SWITCH;
  }

  /** The entry at an index; beyond the end, the last one. */
  public static int at(int index, String table) {
    int last = table.length() - 1;
    return table.charAt(Integer.compareUnsigned(index, last) < 0 ? index : last);
  }

  /**
   * Replaces the index on top by the number of its target.
   *
   * @param numbers up to {@link Character#MAX_VALUE}
   */
  static void emit(Code code, int[] numbers) {
    Label join = new Label();
    int from = 0;
    for (; numbers.length - from > CONSTANT; from += CONSTANT) {
      Label later = new Label();
      Object[] before = code.snapshot();
      code.dup();
      code.iconst(CONSTANT);
      code.invokeStatic("java/lang/Integer", "compareUnsigned", "(II)I");
      code.jump(Opcodes.IFGE, later);
      lookUp(code, numbers, from, from + CONSTANT);
      code.jump(Opcodes.GOTO, join);
      code.label(later, before);
      code.iconst(CONSTANT);
      code.insn(Opcodes.ISUB);
    }
    lookUp(code, numbers, from, numbers.length);
    if (from > 0) {
      code.label(join, code.snapshot());
    }
  }

  private static void lookUp(Code code, int[] numbers, int from, int to) {
    StringBuilder table = new StringBuilder(to - from);
    IntStream.range(from, to).forEach(i -> table.append((char) numbers[i]));
    code.string(table.toString());
    code.invokeStatic(Naming.BRANCH_TABLE, "at", "(ILjava/lang/String;)I");
  }
}

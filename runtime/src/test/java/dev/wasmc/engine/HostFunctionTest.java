package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.ValType;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HostFunctionTest {
  private static final List<ValType> NUMBERS =
      List.of(NumType.I32, NumType.F32, NumType.I64, NumType.F64);

  /** Gives the parameters back in reverse order. */
  private static Function reversing(List<ValType> types) {
    return HostFunction.ofArrays(
        new FuncType(types, types.reversed()),
        (numbers, references) -> {
          reverse(numbers, types.size());
          Collections.reverse(java.util.Arrays.asList(references));
        });
  }

  private static void reverse(long[] numbers, int count) {
    for (int i = 0; i < count / 2; i++) {
      long other = numbers[count - 1 - i];
      numbers[count - 1 - i] = numbers[i];
      numbers[i] = other;
    }
  }

  @Test
  void numbersPassAsBits() {
    long[] arguments = {-2, 0x7fa00001L, Long.MIN_VALUE, 0x7ff4000000000001L};
    long[] expected = arguments.clone();
    reverse(expected, 4);
    assertArrayEquals(expected, reversing(NUMBERS).call(arguments));
  }

  @Test
  void oneResultIsNoArray() {
    for (ValType type : NUMBERS) {
      Function same =
          HostFunction.ofArrays(new FuncType(List.of(type), List.of(type)), (_, _) -> {});
      assertEquals(77, same.call(77)[0]);
    }
  }

  @Test
  void moreParametersThanTheJvmHasArePacked() {
    List<ValType> many = Collections.nCopies(300, NumType.I32);
    long[] arguments = new long[300];
    java.util.Arrays.setAll(arguments, i -> i);
    long[] expected = arguments.clone();
    reverse(expected, 300);
    assertArrayEquals(expected, reversing(many).call(arguments));
  }

  @Test
  void referencesHaveAnArrayOfTheirOwn() {
    Function function = reversing(List.of(RefType.EXTERNREF, NumType.I32));
    Object reference = new Object();
    long[] numbers = {0, 5};
    Object[] references = {reference, null};
    function.invoke(numbers, references);
    assertEquals(5, numbers[0]);
    assertSame(reference, references[1]);
  }

  @Test
  void exceptionsOfTheHostAreNoTraps() {
    Function failing =
        HostFunction.ofArrays(
            new FuncType(List.of(), List.of()),
            (_, _) -> {
              throw new ArithmeticException("of the host");
            });
    assertEquals(
        "of the host", assertThrows(ArithmeticException.class, () -> failing.call()).getMessage());
  }
}

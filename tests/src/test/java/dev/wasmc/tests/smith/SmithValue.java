package dev.wasmc.tests.smith;

import dev.wasmc.engine.Function;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.ValType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value and its text in plans and transcripts.
 *
 * @param bits of a number
 * @param reference of a reference type
 */
record SmithValue(ValType type, long bits, @Nullable Object reference) {
  private static final List<Integer> I32 =
      List.of(0, 1, -1, 7, 100, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE);
  private static final List<Long> I64 =
      List.of(0L, -1L, 1L, 1L << 32, 1_000_003L, Long.MIN_VALUE, Long.MAX_VALUE, 0x8000_0000L);
  private static final List<Float> F32 =
      List.of(1.5f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, 0x1p31f, 0x1p-149f, -3e9f);
  private static final List<Double> F64 =
      List.of(-0.75, 0.0, Double.NaN, Double.POSITIVE_INFINITY, -9.3e18, 0x1p-1074, 4294967295.0);

  /** The one of a fixed row that a number leads to. References are null or a number from 1 on. */
  static SmithValue pick(ValType type, int number) {
    return switch (type) {
      case NumType.I32 -> new SmithValue(type, from(I32, number), null);
      case NumType.I64 -> new SmithValue(type, from(I64, number), null);
      case NumType.F32 ->
          new SmithValue(type, Float.floatToRawIntBits(from(F32, number)) & 0xffffffffL, null);
      case NumType.F64 -> new SmithValue(type, Double.doubleToRawLongBits(from(F64, number)), null);
      default ->
          new SmithValue(
              type,
              0,
              type.equals(RefType.EXTERNREF) && number % 3 != 0
                  ? Integer.valueOf(number % 3)
                  : null);
    };
  }

  private static <T> T from(List<T> row, int number) {
    return row.get(number % row.size());
  }

  String text() {
    return switch (type) {
      case NumType.I32 -> type + ":" + (int) bits;
      case NumType.I64 -> type + ":" + bits;
      case NumType.F32 ->
          type + ":" + (Float.isNaN(Float.intBitsToFloat((int) bits)) ? "nan" : hex(bits, 8));
      case NumType.F64 ->
          type + ":" + (Double.isNaN(Double.longBitsToDouble(bits)) ? "nan" : hex(bits, 16));
      default -> reference instanceof Function ? "set" : String.valueOf(reference);
    };
  }

  private static String hex(long bits, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "x", bits);
  }
}

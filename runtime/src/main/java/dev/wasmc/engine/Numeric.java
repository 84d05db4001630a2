package dev.wasmc.engine;

/**
 * Numeric instructions that are no single JVM operation, core specification 4.3. Public for
 * generated code alone.
 */
public final class Numeric {
  private static final float TWO_63_FLOAT = 0x1p63f;
  private static final double TWO_63 = 0x1p63;

  private Numeric() {}

  public static int i32DivS(int a, int b) {
    if (b == -1 && a == Integer.MIN_VALUE) {
      throw overflow();
    }
    return a / b;
  }

  public static long i64DivS(long a, long b) {
    if (b == -1 && a == Long.MIN_VALUE) {
      throw overflow();
    }
    return a / b;
  }

  public static float f32Ceil(float a) {
    return (float) f64Ceil(a);
  }

  public static float f32Floor(float a) {
    return (float) f64Floor(a);
  }

  public static float f32Trunc(float a) {
    return (float) f64Trunc(a);
  }

  public static float f32Nearest(float a) {
    return (float) f64Nearest(a);
  }

  public static float f32Sqrt(float a) {
    return (float) Math.sqrt(a);
  }

  // Adding a NaN to itself makes it quiet; the JDK's functions may give a signalling one back.

  public static double f64Ceil(double a) {
    return Double.isNaN(a) ? a + a : Math.ceil(a);
  }

  public static double f64Floor(double a) {
    return Double.isNaN(a) ? a + a : Math.floor(a);
  }

  public static double f64Trunc(double a) {
    return Double.isNaN(a) ? a + a : a < 0 ? Math.ceil(a) : Math.floor(a);
  }

  public static double f64Nearest(double a) {
    return Double.isNaN(a) ? a + a : Math.rint(a);
  }

  public static float f32Min(float a, float b) {
    return Float.isNaN(a) || Float.isNaN(b) ? a + b : Math.min(a, b);
  }

  public static float f32Max(float a, float b) {
    return Float.isNaN(a) || Float.isNaN(b) ? a + b : Math.max(a, b);
  }

  public static double f64Min(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? a + b : Math.min(a, b);
  }

  public static double f64Max(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? a + b : Math.max(a, b);
  }

  public static float f32Copysign(float a, float b) {
    return Float.intBitsToFloat(
        (Float.floatToRawIntBits(a) & Integer.MAX_VALUE)
            | (Float.floatToRawIntBits(b) & Integer.MIN_VALUE));
  }

  public static double f64Copysign(double a, double b) {
    return Double.longBitsToDouble(
        (Double.doubleToRawLongBits(a) & Long.MAX_VALUE)
            | (Double.doubleToRawLongBits(b) & Long.MIN_VALUE));
  }

  public static int i32TruncF32S(float a) {
    return i32TruncF64S(a);
  }

  public static int i32TruncF32U(float a) {
    return i32TruncF64U(a);
  }

  public static int i32TruncF64S(double a) {
    if (a > -2147483649.0 && a < 2147483648.0) {
      return (int) a;
    }
    throw invalid(a);
  }

  public static int i32TruncF64U(double a) {
    if (a > -1.0 && a < 4294967296.0) {
      return (int) (long) a;
    }
    throw invalid(a);
  }

  public static long i64TruncF32S(float a) {
    return i64TruncF64S(a);
  }

  public static long i64TruncF32U(float a) {
    return i64TruncF64U(a);
  }

  public static long i64TruncF64S(double a) {
    if (a >= -TWO_63 && a < TWO_63) {
      return (long) a;
    }
    throw invalid(a);
  }

  public static long i64TruncF64U(double a) {
    if (a > -1.0 && a < 0x1p64) {
      return unsigned(a);
    }
    throw invalid(a);
  }

  public static int i32TruncSatF32U(float a) {
    return i32TruncSatF64U(a);
  }

  public static int i32TruncSatF64U(double a) {
    return !(a > 0) ? 0 : a >= 4294967295.0 ? -1 : (int) (long) a;
  }

  public static long i64TruncSatF32U(float a) {
    return i64TruncSatF64U(a);
  }

  public static long i64TruncSatF64U(double a) {
    return !(a > 0) ? 0 : a >= 0x1p64 ? -1 : unsigned(a);
  }

  public static float f32ConvertI32U(int a) {
    return a & 0xffffffffL;
  }

  public static double f64ConvertI32U(int a) {
    return a & 0xffffffffL;
  }

  /**
   * Half of it is rounded with the lost bit kept as a sticky one, so that the result is rounded
   * once.
   */
  public static float f32ConvertI64U(long a) {
    return a >= 0 ? a : (float) ((a >>> 1) | (a & 1)) * 2;
  }

  public static double f64ConvertI64U(long a) {
    return a >= 0 ? a : (double) ((a >>> 1) | (a & 1)) * 2;
  }

  public static long i64Clz(long a) {
    return Long.numberOfLeadingZeros(a);
  }

  public static long i64Ctz(long a) {
    return Long.numberOfTrailingZeros(a);
  }

  public static long i64Popcnt(long a) {
    return Long.bitCount(a);
  }

  public static long i64Rotl(long a, long b) {
    return Long.rotateLeft(a, (int) b);
  }

  public static long i64Rotr(long a, long b) {
    return Long.rotateRight(a, (int) b);
  }

  private static long unsigned(double a) {
    return a < TWO_63 ? (long) a : (long) (a - TWO_63_FLOAT) ^ Long.MIN_VALUE;
  }

  private static TrapException overflow() {
    return TrapException.of(TrapKind.INTEGER_OVERFLOW);
  }

  private static TrapException invalid(double a) {
    return Double.isNaN(a) ? TrapException.of(TrapKind.INVALID_CONVERSION_TO_INTEGER) : overflow();
  }
}

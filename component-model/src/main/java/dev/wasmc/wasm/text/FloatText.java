package dev.wasmc.wasm.text;

/** Floats as printed: hexadecimal, so that they are exact, with the decimal form in a comment. */
final class FloatText {
  private static final int F32_PAYLOAD = (1 << 23) - 1;
  private static final long F64_PAYLOAD = (1L << 52) - 1;

  private FloatText() {}

  static String f32(int bits) {
    float value = Float.intBitsToFloat(bits);
    String sign = bits < 0 ? "-" : "";
    if (Float.isNaN(value)) {
      int payload = bits & F32_PAYLOAD;
      return sign + (payload == 1 << 22 ? "nan" : "nan:0x" + Integer.toHexString(payload));
    }
    return Float.isInfinite(value)
        ? sign + "inf"
        : Float.toHexString(value) + " (;=" + value + ";)";
  }

  static String f64(long bits) {
    double value = Double.longBitsToDouble(bits);
    String sign = bits < 0 ? "-" : "";
    if (Double.isNaN(value)) {
      long payload = bits & F64_PAYLOAD;
      return sign + (payload == 1L << 51 ? "nan" : "nan:0x" + Long.toHexString(payload));
    }
    return Double.isInfinite(value)
        ? sign + "inf"
        : Double.toHexString(value) + " (;=" + value + ";)";
  }
}

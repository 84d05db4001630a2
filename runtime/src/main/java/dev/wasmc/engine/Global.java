package dev.wasmc.engine;

import dev.wasmc.wasm.GlobalType;
import org.jspecify.annotations.Nullable;

/**
 * A global as a cell of its own. Fields are public for generated code, each type of value has its
 * own.
 */
public final class Global implements Extern {
  public int intValue;
  public long longValue;
  public float floatValue;
  public double doubleValue;
  public @Nullable Object reference;

  private final GlobalType type;

  private Global(GlobalType type) {
    this.type = type;
  }

  /**
   * @param bits of a number
   * @param reference of a reference type
   */
  public static Global create(GlobalType type, long bits, @Nullable Object reference) {
    Global global = new Global(type);
    global.set(bits, reference);
    return global;
  }

  public GlobalType type() {
    return type;
  }

  /** An i32 sign extended, an f32 zero extended; 0 for a reference. */
  public long bits() {
    return switch (JvmType.of(type.type())) {
      case INT -> intValue;
      case LONG -> longValue;
      case FLOAT -> Float.floatToRawIntBits(floatValue) & 0xffffffffL;
      case DOUBLE -> Double.doubleToRawLongBits(doubleValue);
      case FUNCTION, EXTERN -> 0;
    };
  }

  public @Nullable Object reference() {
    return reference;
  }

  /** Whether the global is mutable is the caller's affair. */
  public void set(long bits, @Nullable Object newReference) {
    switch (JvmType.of(type.type())) {
      case INT -> intValue = (int) bits;
      case LONG -> longValue = bits;
      case FLOAT -> floatValue = Float.intBitsToFloat((int) bits);
      case DOUBLE -> doubleValue = Double.longBitsToDouble(bits);
      case FUNCTION, EXTERN -> reference = newReference;
    }
  }

  /** The name of the field that holds values of the type. */
  static String field(JvmType type) {
    return switch (type) {
      case INT -> "intValue";
      case LONG -> "longValue";
      case FLOAT -> "floatValue";
      case DOUBLE -> "doubleValue";
      case FUNCTION, EXTERN -> "reference";
    };
  }

  @Override
  public String toString() {
    return "global " + (type.mutable() ? "mut " : "") + type.type();
  }
}

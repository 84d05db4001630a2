package dev.wasmc.runtime.host;

import dev.wasmc.component.values.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of a call whose types are known. A {@link ClassCastException} from here means
 * that an interface was linked with other types than its definition has.
 */
public final class Arguments {
  private Arguments() {}

  /** An own or borrowed handle's object. */
  public static <T> T resource(List<Value> arguments, int index, Class<T> type) {
    return type.cast(((Value.Handle) arguments.get(index)).resource());
  }

  /** An integer of any width; {@code u64} has its bits. */
  public static long integer(List<Value> arguments, int index) {
    return ((Value.Int) arguments.get(index)).value();
  }

  public static String string(List<Value> arguments, int index) {
    return ((Value.Str) arguments.get(index)).value();
  }

  /** A {@code list<u8>}. */
  public static byte[] bytes(List<Value> arguments, int index) {
    return ((Value.Bytes) arguments.get(index)).bytes();
  }

  public static int flags(List<Value> arguments, int index) {
    return ((Value.Flags) arguments.get(index)).bits();
  }

  /** The case of a variant, enum, option or result. */
  public static int discriminant(List<Value> arguments, int index) {
    return ((Value.Variant) arguments.get(index)).discriminant();
  }

  /** What a variant's case carries. */
  public static @Nullable Value payload(List<Value> arguments, int index) {
    return ((Value.Variant) arguments.get(index)).payload();
  }

  /** A {@code u64} that says how much the guest wants, cut to what the host gives at once. */
  public static int atMost(List<Value> arguments, int index, int most) {
    long wanted = integer(arguments, index);
    return Long.compareUnsigned(wanted, most) < 0 ? (int) wanted : most;
  }
}

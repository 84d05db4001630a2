package dev.wasmc.abi;

import dev.wasmc.component.values.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lifts and lowers the calls of one type of function, not {@code async}. Immutable.
 *
 * <p>Arrays of core values are as {@link CoreSignatures#lift} and {@link CoreSignatures#lower} have
 * them.
 */
public final class FunctionCodec {
  private static final long[] NONE = {};

  private final ValuesCodec params;
  private final ValuesCodec results;

  FunctionCodec(ValuesCodec params, ValuesCodec results) {
    this.params = params;
    this.results = results;
  }

  /** For a call into a guest. */
  public long[] lowerParams(LiftLowerContext context, List<Value> arguments) {
    return params.lower(context, arguments);
  }

  /**
   * After a call into a guest.
   *
   * @return null for a function without a result
   */
  public @Nullable Value liftResult(LiftLowerContext context, long[] flat) {
    List<Value> values = results.lift(context, flat, 0);
    return values.isEmpty() ? null : values.getFirst();
  }

  /**
   * In a call from a guest.
   *
   * @param flat all that the guest passed
   */
  public List<Value> liftParams(LiftLowerContext context, long[] flat) {
    return params.lift(context, flat, 0);
  }

  /**
   * At the end of a call from a guest.
   *
   * @param result null for a function without a result
   * @param flat all that the guest passed; a pointer for the result is its last
   * @return the core results
   */
  public long[] lowerResult(LiftLowerContext context, @Nullable Value result, long[] flat) {
    List<Value> values = result == null ? List.of() : List.of(result);
    if (!results.spilled()) {
      return results.lower(context, values);
    }
    results.lowerTo(context, values, (int) flat[params.flatCount()]);
    return NONE;
  }
}

package dev.wasmc.abi;

import dev.wasmc.component.values.Value;

/**
 * Lifts and lowers values of one type on the side of the host. Made once for a type by {@link
 * ValueCodecs}; immutable.
 *
 * <p>Core values are raw bits: an i32 or f32 takes the low half, and the high half is zero where it
 * is lowered and ignored where it is lifted. So the joins of variant payloads need no conversion.
 * NaN becomes canonical both ways.
 *
 * <p>Lowering throws {@link AbiTrapException} of {@link AbiTrap#VALUE_MISMATCH} where a value is
 * not one of the type; what was written before stays written.
 */
public abstract sealed class ValueCodec
    permits ScalarCodec,
        HandleCodec,
        StringCodec,
        ListCodec,
        FixedListCodec,
        RecordCodec,
        VariantCodec {
  private final Layout layout;
  private final int flatCount;
  private final long hostBytes;

  /**
   * @param flatCount how many core values; meaningless where there is no flat form
   * @param hostBytes how much a value takes on the host's heap, apart from lists and strings
   */
  ValueCodec(Layout layout, int flatCount, long hostBytes) {
    this.layout = layout;
    this.flatCount = flatCount;
    this.hostBytes = hostBytes;
  }

  final Layout layout() {
    return layout;
  }

  final int size() {
    return layout.size();
  }

  final int flatCount() {
    return flatCount;
  }

  final long hostBytes() {
    return hostBytes;
  }

  /** From memory; the address must be aligned and the value inside of the memory. */
  public abstract Value load(LiftLowerContext context, long address);

  /** To memory; likewise. */
  public abstract void store(LiftLowerContext context, Value value, long address);

  /** From core values, the first at {@code at}. */
  public abstract Value lift(LiftLowerContext context, long[] flat, int at);

  /**
   * To core values, the first at {@code at}; those that the value does not use must be zero before.
   */
  public abstract void lower(LiftLowerContext context, Value value, long[] flat, int at);

  static AbiTrapException mismatch(String expected, Value value) {
    return AbiTrap.VALUE_MISMATCH.exception(
        "expected " + expected + ", got " + value.getClass().getSimpleName());
  }
}

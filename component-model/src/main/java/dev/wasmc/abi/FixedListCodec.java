package dev.wasmc.abi;

import dev.wasmc.component.values.Value;
import java.util.List;

/** Lists of fixed length: the elements where the list stands. */
final class FixedListCodec extends ValueCodec {
  private final ValueCodec element;
  private final int length;

  /**
   * @param length at least 1; a valid type has fewer elements than bytes
   */
  FixedListCodec(Layout layout, int flatCount, ValueCodec element, int length) {
    super(layout, flatCount, 64 + length * (element.hostBytes() + 2 * ListCodec.HOST_REFERENCE));
    this.element = element;
    this.length = length;
  }

  @Override
  public Value load(LiftLowerContext context, long address) {
    context.budget().charge(hostBytes());
    Value[] values = new Value[length];
    for (int i = 0; i < length; i++) {
      values[i] = element.load(context, address + (long) i * element.size());
    }
    return new Value.ListOf(List.of(values));
  }

  @Override
  public void store(LiftLowerContext context, Value value, long address) {
    long at = address;
    for (Value each : elements(value)) {
      element.store(context, each, at);
      at += element.size();
    }
  }

  @Override
  public Value lift(LiftLowerContext context, long[] flat, int at) {
    Value[] values = new Value[length];
    for (int i = 0; i < length; i++) {
      values[i] = element.lift(context, flat, at + i * element.flatCount());
    }
    return new Value.ListOf(List.of(values));
  }

  @Override
  public void lower(LiftLowerContext context, Value value, long[] flat, int at) {
    int next = at;
    for (Value each : elements(value)) {
      element.lower(context, each, flat, next);
      next += element.flatCount();
    }
  }

  private List<Value> elements(Value value) {
    if (!(value instanceof Value.ListOf(List<Value> elements))) {
      throw mismatch("list", value);
    }
    if (elements.size() != length) {
      throw AbiTrap.VALUE_MISMATCH.exception(elements.size() + " elements in a list of " + length);
    }
    return elements;
  }
}

package dev.wasmc.abi;

import dev.wasmc.component.values.Value;
import java.util.List;

/**
 * Lifts and lowers parameters or results: flat, or through memory where there are too many core
 * values. Immutable.
 */
public final class ValuesCodec {
  private final RecordCodec record;
  private final boolean spilled;

  ValuesCodec(RecordCodec record, boolean spilled) {
    this.record = record;
    this.spilled = spilled;
  }

  /** Whether they travel through memory. */
  public boolean spilled() {
    return spilled;
  }

  /** How many core values there are; one where it is a pointer. */
  public int flatCount() {
    return spilled ? 1 : record.flatCount();
  }

  /** From core values, the first at {@code at}. */
  public List<Value> lift(LiftLowerContext context, long[] flat, int at) {
    Value values =
        spilled
            ? record.load(
                context, context.check((int) flat[at], record.layout().alignment(), record.size()))
            : record.lift(context, flat, at);
    return ((Value.Record) values).fields();
  }

  /** To core values of their own, in a new block of the guest's where they are spilled. */
  public long[] lower(LiftLowerContext context, List<Value> values) {
    Value.Record all = new Value.Record(values);
    long[] flat = new long[flatCount()];
    if (spilled) {
      flat[0] = context.allocate(record.layout().alignment(), record.size());
      record.store(context, all, flat[0]);
    } else {
      record.lower(context, all, flat, 0);
    }
    return flat;
  }

  /**
   * To a block that the guest offers.
   *
   * @param address unsigned
   */
  public void lowerTo(LiftLowerContext context, List<Value> values, int address) {
    long start = context.check(address, record.layout().alignment(), record.size());
    record.store(context, new Value.Record(values), start);
  }
}

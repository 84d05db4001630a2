package dev.wasmc.abi;

import dev.wasmc.component.values.Value;
import java.util.List;

/** Records and tuples. */
final class RecordCodec extends ValueCodec {
  private final ValueCodec[] fields;
  private final int[] offsets;

  RecordCodec(Layout layout, int flatCount, List<ValueCodec> fields) {
    super(
        layout,
        flatCount,
        40 + fields.stream().mapToLong(f -> f.hostBytes() + 2 * ListCodec.HOST_REFERENCE).sum());
    this.fields = fields.toArray(ValueCodec[]::new);
    this.offsets = layout.fieldOffsets().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Value load(LiftLowerContext context, long address) {
    Value[] values = new Value[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields[i].load(context, address + offsets[i]);
    }
    return new Value.Record(List.of(values));
  }

  @Override
  public void store(LiftLowerContext context, Value value, long address) {
    List<Value> values = values(value);
    for (int i = 0; i < fields.length; i++) {
      fields[i].store(context, values.get(i), address + offsets[i]);
    }
  }

  @Override
  public Value lift(LiftLowerContext context, long[] flat, int at) {
    Value[] values = new Value[fields.length];
    int next = at;
    for (int i = 0; i < values.length; i++) {
      values[i] = fields[i].lift(context, flat, next);
      next += fields[i].flatCount();
    }
    return new Value.Record(List.of(values));
  }

  @Override
  public void lower(LiftLowerContext context, Value value, long[] flat, int at) {
    List<Value> values = values(value);
    int next = at;
    for (int i = 0; i < fields.length; i++) {
      fields[i].lower(context, values.get(i), flat, next);
      next += fields[i].flatCount();
    }
  }

  private List<Value> values(Value value) {
    if (!(value instanceof Value.Record(List<Value> values))) {
      throw mismatch("record", value);
    }
    if (values.size() != fields.length) {
      throw AbiTrap.VALUE_MISMATCH.exception(
          values.size() + " fields in a record of " + fields.length);
    }
    return values;
  }
}

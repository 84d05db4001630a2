package dev.wasmc.abi;

import dev.wasmc.component.values.Value;
import java.util.List;

/** Lists and maps: an address and a length. */
abstract sealed class ListCodec extends ValueCodec {
  /** A reference in the list. */
  static final long HOST_REFERENCE = 8;

  private final ValueCodec element;

  private ListCodec(ValueCodec element) {
    super(new Layout(8, 4, List.of(), 0, 0), 2, 64);
    this.element = element;
  }

  static ListCodec of(ValueCodec element, boolean bytes) {
    if (bytes) {
      return new OfBytes(element);
    }
    return element instanceof ScalarCodec scalar ? new OfScalars(scalar) : new OfAny(element);
  }

  /** Of a range that is known to be good. */
  abstract Value loadElements(LiftLowerContext context, long address, int count);

  /** How many elements there are in a value of the right shape. */
  abstract int count(Value value);

  /** To a range that is known to be good. */
  abstract void storeElements(LiftLowerContext context, Value value, long address);

  @Override
  public final Value load(LiftLowerContext context, long address) {
    CanonicalMemory memory = context.memory();
    return liftRange(context, memory.loadInt(address), memory.loadInt(address + 4));
  }

  @Override
  public final void store(LiftLowerContext context, Value value, long address) {
    int count = count(value);
    long start = lowerRange(context, value, count);
    CanonicalMemory memory = context.memory();
    memory.storeInt(address, (int) start);
    memory.storeInt(address + 4, count);
  }

  @Override
  public final Value lift(LiftLowerContext context, long[] flat, int at) {
    return liftRange(context, (int) flat[at], (int) flat[at + 1]);
  }

  @Override
  public final void lower(LiftLowerContext context, Value value, long[] flat, int at) {
    int count = count(value);
    flat[at] = lowerRange(context, value, count);
    flat[at + 1] = count;
  }

  private Value liftRange(LiftLowerContext context, int address, int count) {
    long length = Integer.toUnsignedLong(count) * element.size();
    if (length > AbiLimits.MAX_LIST_BYTE_LENGTH) {
      throw AbiTrap.LIST_TOO_LONG.exception();
    }
    return loadElements(
        context, context.check(address, element.layout().alignment(), length), count);
  }

  private long lowerRange(LiftLowerContext context, Value value, int count) {
    long length = (long) count * element.size();
    if (length > AbiLimits.MAX_LIST_BYTE_LENGTH) {
      throw AbiTrap.LIST_TOO_LONG.exception();
    }
    long address = context.allocate(element.layout().alignment(), (int) length);
    storeElements(context, value, address);
    return address;
  }

  private static List<Value> elements(Value value) {
    if (value instanceof Value.ListOf(List<Value> elements)) {
      return elements;
    }
    throw mismatch("list", value);
  }

  /** {@code list<u8>}. */
  private static final class OfBytes extends ListCodec {
    OfBytes(ValueCodec element) {
      super(element);
    }

    @Override
    Value loadElements(LiftLowerContext context, long address, int count) {
      context.budget().charge(count);
      byte[] bytes = new byte[count];
      context.memory().read(address, bytes, 0, count);
      return new Value.Bytes(bytes);
    }

    @Override
    int count(Value value) {
      return bytes(value).length;
    }

    @Override
    void storeElements(LiftLowerContext context, Value value, long address) {
      byte[] bytes = bytes(value);
      context.memory().write(address, bytes, 0, bytes.length);
    }

    private static byte[] bytes(Value value) {
      if (value instanceof Value.Bytes(byte[] bytes)) {
        return bytes;
      }
      throw mismatch("bytes", value);
    }
  }

  private static final class OfScalars extends ListCodec {
    private final ScalarCodec element;

    OfScalars(ScalarCodec element) {
      super(element);
      this.element = element;
    }

    @Override
    Value loadElements(LiftLowerContext context, long address, int count) {
      // The values stand in an array of ours and once more in the list.
      context.budget().charge(count * (element.hostBytes() + 2 * HOST_REFERENCE + element.size()));
      byte[] bytes = new byte[count * element.size()];
      context.memory().read(address, bytes, 0, bytes.length);
      return new Value.ListOf(List.of(element.fromBytes(bytes, count)));
    }

    @Override
    int count(Value value) {
      return elements(value).size();
    }

    @Override
    void storeElements(LiftLowerContext context, Value value, long address) {
      List<Value> elements = elements(value);
      byte[] bytes = new byte[elements.size() * element.size()];
      element.toBytes(elements, bytes);
      context.memory().write(address, bytes, 0, bytes.length);
    }
  }

  private static final class OfAny extends ListCodec {
    private final ValueCodec element;

    OfAny(ValueCodec element) {
      super(element);
      this.element = element;
    }

    @Override
    Value loadElements(LiftLowerContext context, long address, int count) {
      context.budget().charge(count * (element.hostBytes() + 2 * HOST_REFERENCE));
      Value[] values = new Value[count];
      for (int i = 0; i < count; i++) {
        values[i] = element.load(context, address + (long) i * element.size());
      }
      return new Value.ListOf(List.of(values));
    }

    @Override
    int count(Value value) {
      return elements(value).size();
    }

    @Override
    void storeElements(LiftLowerContext context, Value value, long address) {
      long at = address;
      for (Value each : elements(value)) {
        element.store(context, each, at);
        at += element.size();
      }
    }
  }
}

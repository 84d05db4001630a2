package dev.wasmc.abi;

import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.values.Value;

/** {@code own} and {@code borrow}. */
final class HandleCodec extends ValueCodec {
  private final ResourceType resource;
  private final boolean own;

  HandleCodec(ResourceType resource, boolean own) {
    super(Layout.scalar(4), 1, 24);
    this.resource = resource;
    this.own = own;
  }

  @Override
  public Value load(LiftLowerContext context, long address) {
    return lift(context, context.memory().loadInt(address));
  }

  @Override
  public void store(LiftLowerContext context, Value value, long address) {
    context.memory().storeInt(address, lower(context, value));
  }

  @Override
  public Value lift(LiftLowerContext context, long[] flat, int at) {
    return lift(context, (int) flat[at]);
  }

  @Override
  public void lower(LiftLowerContext context, Value value, long[] flat, int at) {
    flat[at] = Integer.toUnsignedLong(lower(context, value));
  }

  private Value lift(LiftLowerContext context, int handle) {
    Handles handles = context.handles();
    return new Value.Handle(
        own ? handles.liftOwn(resource, handle) : handles.liftBorrow(resource, handle));
  }

  private int lower(LiftLowerContext context, Value value) {
    if (!(value instanceof Value.Handle(Object object))) {
      throw mismatch("a handle of " + resource, value);
    }
    Handles handles = context.handles();
    return own ? handles.lowerOwn(resource, object) : handles.lowerBorrow(resource, object);
  }
}

package dev.wasmc.abi;

import dev.wasmc.component.values.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Variants, options and results where a case has a payload. */
final class VariantCodec extends ValueCodec {
  private final @Nullable ValueCodec[] payloads;

  VariantCodec(Layout layout, int flatCount, List<@Nullable ValueCodec> payloads) {
    super(
        layout,
        flatCount,
        24
            + payloads.stream()
                .filter(Objects::nonNull)
                .mapToLong(ValueCodec::hostBytes)
                .max()
                .orElse(0));
    this.payloads = payloads.toArray(ValueCodec[]::new);
  }

  @Override
  public Value load(LiftLowerContext context, long address) {
    CanonicalMemory memory = context.memory();
    int discriminant =
        switch (layout().discriminantSize()) {
          case 1 -> memory.loadByte(address) & 0xff;
          case 2 -> memory.loadShort(address) & 0xffff;
          default -> memory.loadInt(address);
        };
    ValueCodec payload = liftCase(discriminant);
    return new Value.Variant(
        discriminant,
        payload == null ? null : payload.load(context, address + layout().payloadOffset()));
  }

  @Override
  public void store(LiftLowerContext context, Value value, long address) {
    Value.Variant variant = variant(value);
    int discriminant = variant.discriminant();
    CanonicalMemory memory = context.memory();
    switch (layout().discriminantSize()) {
      case 1 -> memory.storeByte(address, (byte) discriminant);
      case 2 -> memory.storeShort(address, (short) discriminant);
      default -> memory.storeInt(address, discriminant);
    }
    ValueCodec codec = payloads[discriminant];
    Value payload = variant.payload();
    if (codec != null && payload != null) {
      codec.store(context, payload, address + layout().payloadOffset());
    }
  }

  @Override
  public Value lift(LiftLowerContext context, long[] flat, int at) {
    int discriminant = (int) flat[at];
    ValueCodec payload = liftCase(discriminant);
    return new Value.Variant(
        discriminant, payload == null ? null : payload.lift(context, flat, at + 1));
  }

  @Override
  public void lower(LiftLowerContext context, Value value, long[] flat, int at) {
    Value.Variant variant = variant(value);
    flat[at] = variant.discriminant();
    ValueCodec codec = payloads[variant.discriminant()];
    Value payload = variant.payload();
    if (codec != null && payload != null) {
      codec.lower(context, payload, flat, at + 1);
    }
  }

  private @Nullable ValueCodec liftCase(int discriminant) {
    if (discriminant < 0 || discriminant >= payloads.length) {
      throw AbiTrap.INVALID_DISCRIMINANT.exception(
          Integer.toUnsignedString(discriminant) + " of " + payloads.length + " cases");
    }
    return payloads[discriminant];
  }

  /** With a case that exists, and a payload exactly where the case has one. */
  private Value.Variant variant(Value value) {
    if (!(value instanceof Value.Variant variant)) {
      throw mismatch("a case", value);
    }
    int discriminant = variant.discriminant();
    if (discriminant < 0 || discriminant >= payloads.length) {
      throw AbiTrap.VALUE_MISMATCH.exception("case " + discriminant + " of " + payloads.length);
    }
    if ((payloads[discriminant] == null) != (variant.payload() == null)) {
      throw AbiTrap.VALUE_MISMATCH.exception("payload of case " + discriminant);
    }
    return variant;
  }
}

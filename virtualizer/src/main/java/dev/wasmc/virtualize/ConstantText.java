package dev.wasmc.virtualize;

import dev.wasmc.abi.CanonicalOptions;
import dev.wasmc.abi.Handles;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.StaticImage;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.wasm.NumType;
import org.jspecify.annotations.Nullable;

/**
 * Writes what gives the same value each time: the value lies in memory, or is in the code where it
 * is no more than one core value.
 */
final class ConstantText {
  private static final int MAX_BYTES = 64 << 20;

  private final BridgeText text;
  private final BridgeData data;

  ConstantText(BridgeText text, BridgeData data) {
    this.text = text;
    this.data = data;
  }

  /**
   * The body of a function.
   *
   * @param value null for a function without a result
   */
  String of(FunctionType type, @Nullable Value value) {
    ValueType result = type.result();
    if (result == null || value == null) {
      return "";
    }
    StaticImage image = new StaticImage((data.size() + 7) & ~7, MAX_BYTES);
    LiftLowerContext context =
        new LiftLowerContext(
            new CanonicalOptions(StringEncoding.UTF8, image, image),
            NO_HANDLES,
            HostBudget.ofBytes(Long.MAX_VALUE));
    if (text.signatures().resultSpills(type)) {
      int address =
          image.allocate(text.layouts().of(result).alignment(), text.layouts().of(result).size());
      new ValueCodecs().of(result).store(context, value, address);
      data.reserve(0, 8);
      data.add(image.content());
      return "(i32.const " + address + ")";
    }
    long[] flat = new long[1];
    new ValueCodecs().of(result).lower(context, value, flat, 0);
    return switch (text.signatures().lift(type).results().getFirst()) {
      case NumType.I32 -> "(i32.const " + (int) flat[0] + ")";
      case NumType.I64 -> "(i64.const " + flat[0] + ")";
      case NumType.F32 -> "(f32.reinterpret_i32 (i32.const " + (int) flat[0] + "))";
      case NumType.F64 -> "(f64.reinterpret_i64 (i64.const " + flat[0] + "))";
      default -> throw new IllegalStateException("no constant of type " + result);
    };
  }

  private static final Handles NO_HANDLES =
      new Handles() {
        @Override
        public int lowerOwn(ResourceType type, Object resource) {
          throw new IllegalStateException("a constant with a resource");
        }

        @Override
        public int lowerBorrow(ResourceType type, Object resource) {
          throw new IllegalStateException("a constant with a resource");
        }

        @Override
        public Object liftOwn(ResourceType type, int handle) {
          throw new IllegalStateException("a constant with a resource");
        }

        @Override
        public Object liftBorrow(ResourceType type, int handle) {
          throw new IllegalStateException("a constant with a resource");
        }
      };
}

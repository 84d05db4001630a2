package dev.wasmc.abi;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Types and values of them from a seed. */
public final class RandomValues {
  private static final List<PrimitiveType> PRIMITIVES =
      IntStream.range(0, PrimitiveType.values().length)
          .mapToObj(i -> PrimitiveType.values()[i])
          .filter(type -> type != PrimitiveType.ERROR_CONTEXT)
          .toList();

  private static final int[] CODE_POINTS = {
    0, 'a', '"', '\\', 0x7f, 0xe9, 0xff, 0x100, 0x7ff, 0x800, 0x20ac, 0xfffd, 0x1f600, 0x10ffff
  };

  private final Random random;

  public RandomValues(long seed) {
    this.random = new Random(seed);
  }

  /**
   * @param depth how deep it may be nested
   */
  public ValueType type(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 12)) {
      case 0, 3, 4 -> PRIMITIVES.get(random.nextInt(PRIMITIVES.size()));
      case 1 -> new EnumType(labels("c", random.nextInt(8) == 0 ? 300 : 1 + random.nextInt(5)));
      case 2 -> new FlagsType(labels("f", 1 + random.nextInt(32)));
      case 5 -> new RecordType(some(i -> new Field("f" + i, type(depth - 1))));
      case 6 -> new TupleType(some(_ -> type(depth - 1)));
      case 7 -> new VariantType(some(i -> new Case("c" + i, optional(depth - 1))));
      case 8 -> new OptionType(type(depth - 1));
      case 9 -> new ResultType(optional(depth - 1), optional(depth - 1));
      case 10 -> new FixedListType(type(depth - 1), 1 + random.nextInt(4));
      default ->
          random.nextInt(4) == 0
              ? new MapType(PrimitiveType.STRING, type(depth - 1))
              : new ListType(type(depth - 1));
    };
  }

  private @Nullable ValueType optional(int depth) {
    return random.nextInt(3) == 0 ? null : type(depth);
  }

  private static List<String> labels(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private <T> List<T> some(IntFunction<T> make) {
    return IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(make).toList();
  }

  public Value value(ValueType type) {
    return switch (Shape.of(type)) {
      case Shape.Scalar(var primitive) -> primitive(primitive);
      case Shape.Fields(var types) -> new Value.Record(types.stream().map(this::value).toList());
      case Shape.Cases(var payloads) -> {
        int index = random.nextInt(payloads.size());
        ValueType payload = payloads.get(index);
        yield new Value.Variant(index, payload == null ? null : value(payload));
      }
      case Shape.Elements(var element) when element == PrimitiveType.U8 -> {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        yield new Value.Bytes(bytes);
      }
      case Shape.Elements(var element) -> list(element, random.nextInt(5));
      case Shape.Repeated(var element, var length) -> list(element, length);
      case Shape.Bits bits -> new Value.Flags(random.nextInt() & bits.mask());
      case Shape.Handle _, Shape.End _ -> throw new IllegalArgumentException(type.toString());
    };
  }

  private Value list(ValueType element, int length) {
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      elements.add(value(element));
    }
    return new Value.ListOf(elements);
  }

  private Value primitive(PrimitiveType type) {
    long bits = random.nextLong() >> random.nextInt(64);
    return switch (type) {
      case BOOL -> new Value.Bool(random.nextBoolean());
      case S8 -> new Value.Int((byte) bits);
      case U8 -> new Value.Int(bits & 0xff);
      case S16 -> new Value.Int((short) bits);
      case U16 -> new Value.Int(bits & 0xffff);
      case S32 -> new Value.Int((int) bits);
      case U32 -> new Value.Int(bits & 0xffff_ffffL);
      case S64, U64 -> new Value.Int(bits);
      case F32 -> new Value.F32(Float.intBitsToFloat((int) bits));
      case F64 -> new Value.F64(Double.longBitsToDouble(random.nextLong()));
      case CHAR -> new Value.Char(codePoint());
      case STRING -> {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
          text.appendCodePoint(codePoint());
        }
        yield new Value.Str(text.toString());
      }
      case ERROR_CONTEXT -> throw new IllegalArgumentException(type.keyword());
    };
  }

  private int codePoint() {
    return CODE_POINTS[random.nextInt(CODE_POINTS.length)];
  }
}

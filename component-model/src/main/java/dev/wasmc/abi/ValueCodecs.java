package dev.wasmc.abi;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ValueType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codecs of types, for memories with 32-bit pointers.
 *
 * <p>Remembers each type object it has seen. Recursion goes as deep as the type is nested. For one
 * thread; the codecs are for all.
 */
public final class ValueCodecs {
  private final Layouts layouts = new Layouts(PointerType.I32);
  private final Flattening flattening;
  private final IdentityHashMap<ValueType, ValueCodec> known = new IdentityHashMap<>();

  public ValueCodecs() {
    this(AbiLimits.MAX_FLAT_PARAMS);
  }

  /**
   * @param flatLimit how many core values a type may have so that its codec lifts and lowers it
   *     flat
   */
  public ValueCodecs(int flatLimit) {
    this.flattening = new Flattening(PointerType.I32, flatLimit);
  }

  /**
   * @throws IllegalArgumentException for a type that {@link PassableTypes} has an obstacle for, or
   *     one too large to be valid
   */
  public ValueCodec of(ValueType type) {
    ValueCodec codec = known.get(type);
    if (codec == null) {
      codec = make(type);
      known.put(type, codec);
    }
    return codec;
  }

  /**
   * Parameters or results.
   *
   * @param maxFlat how many core values at most before they travel through memory
   */
  public ValuesCodec ofAll(List<ValueType> types, int maxFlat) {
    return new ValuesCodec(record(types), flattening.ofAll(types, maxFlat).isEmpty());
  }

  /** Of a function that is lifted and lowered without {@code async}. */
  public FunctionCodec of(FunctionType type) {
    return new FunctionCodec(
        ofAll(CoreSignatures.paramTypes(type), AbiLimits.MAX_FLAT_PARAMS),
        ofAll(CoreSignatures.resultTypes(type), AbiLimits.MAX_FLAT_RESULTS));
  }

  private ValueCodec make(ValueType type) {
    Layout layout = layouts.of(type);
    return switch (Shape.of(type)) {
      case Shape.Scalar(var primitive) -> ofPrimitive(primitive);
      case Shape.Fields(var types) -> record(types);
      case Shape.Cases(var payloads) -> {
        if (payloads.stream().allMatch(Objects::isNull)) {
          yield new ScalarCodec.OfEnum(layout.size(), payloads.size());
        }
        List<@Nullable ValueCodec> codecs = new ArrayList<>(payloads.size());
        for (ValueType payload : payloads) {
          codecs.add(payload == null ? null : of(payload));
        }
        yield new VariantCodec(layout, flatCount(type), codecs);
      }
      case Shape.Elements(var element) ->
          ListCodec.of(of(element), Shape.of(element).equals(new Shape.Scalar(PrimitiveType.U8)));
      case Shape.Repeated(var element, var length) -> {
        if (layout.size() == Layout.OVERSIZE) {
          throw new IllegalArgumentException("a type larger than any valid one");
        }
        yield new FixedListCodec(layout, flatCount(type), of(element), length);
      }
      case Shape.Bits bits -> new ScalarCodec.OfFlags(layout.size(), bits.mask());
      case Shape.Handle(var resource, var own) -> new HandleCodec(resource, own);
      case Shape.End _ -> throw PassableTypes.notAsked("the end of a stream or future");
    };
  }

  private ValueCodec ofPrimitive(PrimitiveType type) {
    return switch (type) {
      case BOOL -> new ScalarCodec.OfBool();
      case S8 -> new ScalarCodec.OfInt(type.keyword(), 1, true);
      case U8 -> new ScalarCodec.OfInt(type.keyword(), 1, false);
      case S16 -> new ScalarCodec.OfInt(type.keyword(), 2, true);
      case U16 -> new ScalarCodec.OfInt(type.keyword(), 2, false);
      case S32 -> new ScalarCodec.OfInt(type.keyword(), 4, true);
      case U32 -> new ScalarCodec.OfInt(type.keyword(), 4, false);
      case S64, U64 -> new ScalarCodec.OfLong(type.keyword());
      case F32 -> new ScalarCodec.OfF32();
      case F64 -> new ScalarCodec.OfF64();
      case CHAR -> new ScalarCodec.OfChar();
      case STRING -> new StringCodec();
      case ERROR_CONTEXT -> throw PassableTypes.notAsked("an error-context");
    };
  }

  private RecordCodec record(List<ValueType> types) {
    List<ValueCodec> fields = types.stream().map(this::of).toList();
    int flat = fields.stream().mapToInt(ValueCodec::flatCount).reduce(0, ValueCodecs::addSaturated);
    return new RecordCodec(layouts.ofFields(types), flat, fields);
  }

  private int flatCount(ValueType type) {
    return flattening.of(type).map(List::size).orElse(Integer.MAX_VALUE);
  }

  private static int addSaturated(int a, int b) {
    return (int) Math.min((long) a + b, Integer.MAX_VALUE);
  }
}

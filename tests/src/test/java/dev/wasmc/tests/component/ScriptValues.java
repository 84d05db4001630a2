package dev.wasmc.tests.component;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EnumType;
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
import dev.wasmc.wasm.text.WastValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of scripts, as values of a type. Every NaN is the same one, as it is for {@link Value}.
 */
final class ScriptValues {
  private ScriptValues() {}

  /** Throws {@link IllegalArgumentException} for a value of another type. */
  static Value of(WastValue value, ValueType type) {
    return switch (value) {
      case WastValue.Bool(boolean truth) -> new Value.Bool(truth);
      case WastValue.Int(int _, boolean _, long number) -> new Value.Int(number);
      case WastValue.F32(int bits) -> new Value.F32(Float.intBitsToFloat(bits));
      case WastValue.F64(long bits) -> new Value.F64(Double.longBitsToDouble(bits));
      case WastValue.Nan _ ->
          primitive(type) == PrimitiveType.F32
              ? new Value.F32(Float.NaN)
              : new Value.F64(Double.NaN);
      case WastValue.Char(int point) -> new Value.Char(point);
      case WastValue.Str(String text) -> new Value.Str(text);
      case WastValue.ListOf(List<WastValue> elements) -> list(elements, type);
      case WastValue.RecordOf(List<WastValue.Field> fields)
          when type instanceof RecordType record ->
          all(
              fields.stream().map(WastValue.Field::value).toList(),
              record.fields().stream().map(dev.wasmc.component.types.Field::type).toList());
      case WastValue.Tuple(List<WastValue> elements) when type instanceof TupleType(var types) ->
          all(elements, types);
      case WastValue.Variant(String name, WastValue payload)
          when type instanceof VariantType(List<Case> cases) -> {
        int index = cases.stream().map(Case::name).toList().indexOf(name);
        yield new Value.Variant(index, optional(payload, cases.get(index).type()));
      }
      case WastValue.Enumeration(String name) when type instanceof EnumType(var labels) ->
          new Value.Variant(labels.indexOf(name), null);
      case WastValue.Option(WastValue payload) when type instanceof OptionType(var element) ->
          payload == null ? Value.none() : Value.some(of(payload, element));
      case WastValue.Result(boolean ok, WastValue payload)
          when type instanceof ResultType(var success, var failure) ->
          ok ? Value.ok(optional(payload, success)) : Value.error(optional(payload, failure));
      case WastValue.Flags(List<String> names) when type instanceof FlagsType(var labels) ->
          new Value.Flags(
              names.stream()
                  .mapToInt(name -> 1 << labels.indexOf(name))
                  .reduce(0, (a, b) -> a | b));
      default -> throw new IllegalArgumentException(value + " is no " + type);
    };
  }

  private static @Nullable Value optional(@Nullable WastValue payload, @Nullable ValueType type) {
    return payload == null ? null : of(payload, Objects.requireNonNull(type));
  }

  private static @Nullable PrimitiveType primitive(ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> primitive;
      case DefinedPrimitive(var primitive) -> primitive;
      default -> null;
    };
  }

  private static Value.Record all(List<WastValue> values, List<ValueType> types) {
    List<Value> fields = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      fields.add(of(values.get(i), types.get(i)));
    }
    return new Value.Record(fields);
  }

  private static Value list(List<WastValue> elements, ValueType type) {
    ValueType element =
        switch (type) {
          case ListType(var each) -> each;
          case FixedListType(var each, int _) -> each;
          case MapType(var key, var value) -> new TupleType(List.of(key, value));
          default -> throw new IllegalArgumentException(elements + " is no " + type);
        };
    List<Value> values = elements.stream().map(each -> of(each, element)).toList();
    if (type instanceof ListType && primitive(element) == PrimitiveType.U8) {
      byte[] bytes = new byte[values.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) ((Value.Int) values.get(i)).value();
      }
      return new Value.Bytes(bytes);
    }
    return new Value.ListOf(values);
  }
}

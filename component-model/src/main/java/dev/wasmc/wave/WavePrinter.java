package dev.wasmc.wave;

import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.DefinedPrimitive;
import dev.wasmc.component.types.EnumType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.FlagsType;
import dev.wasmc.component.types.FutureType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.MapType;
import dev.wasmc.component.types.OptionType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.RecordType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values that are of their type; recursion goes as deep as the type is nested. */
final class WavePrinter {
  private final StringBuilder out;

  WavePrinter(StringBuilder out) {
    this.out = out;
  }

  void value(Value value, ValueType type) {
    switch (type) {
      case PrimitiveType primitive -> primitive(value, primitive);
      case DefinedPrimitive(var primitive) -> primitive(value, primitive);
      case RecordType(var fields) -> record(((Value.Record) value).fields(), fields);
      case TupleType(var elements) -> tuple((Value.Record) value, elements);
      case VariantType(var cases) -> {
        Case found = cases.get(((Value.Variant) value).discriminant());
        label(found.name());
        payload((Value.Variant) value, found.type());
      }
      case EnumType(var labels) -> label(labels.get(((Value.Variant) value).discriminant()));
      case FlagsType(var labels) -> flags(((Value.Flags) value).bits(), labels);
      case OptionType(var element) -> {
        Value.Variant option = (Value.Variant) value;
        out.append((option.discriminant() == 0 ? Keyword.NONE : Keyword.SOME).text());
        payload(option, option.discriminant() == 0 ? null : element);
      }
      case ResultType(var ok, var error) -> {
        Value.Variant result = (Value.Variant) value;
        out.append((result.discriminant() == 0 ? Keyword.OK : Keyword.ERR).text());
        payload(result, result.discriminant() == 0 ? ok : error);
      }
      case ListType(var element) -> elements(elementsOf(value), element);
      case FixedListType(var element, _) -> elements(elementsOf(value), element);
      case MapType(var key, var element) ->
          elements(elementsOf(value), new TupleType(List.of(key, element)));
      case OwnType _, BorrowType _, StreamType _, FutureType _ -> throw noText(typeName(type));
    }
  }

  static String typeName(ValueType type) {
    return switch (type) {
      case OwnType own -> "own<" + own.resource().name() + ">";
      case BorrowType borrow -> "borrow<" + borrow.resource().name() + ">";
      case StreamType _ -> "stream";
      case FutureType _ -> "future";
      default -> type.toString();
    };
  }

  private static DiagnosticException noText(String type) {
    return DiagnosticException.error(new WaveProblem.NoText(type), Place.Nowhere.NOWHERE);
  }

  private void primitive(Value value, PrimitiveType type) {
    switch (type) {
      case BOOL -> out.append(((Value.Bool) value).value());
      case S8, U8, S16, U16, S32, U32, S64 -> out.append(((Value.Int) value).value());
      case U64 -> out.append(Long.toUnsignedString(((Value.Int) value).value()));
      case F32 -> out.append(Numbers.print(((Value.F32) value).value()));
      case F64 -> out.append(Numbers.print(((Value.F64) value).value()));
      case CHAR -> {
        out.append('\'');
        Escapes.print(((Value.Char) value).codePoint(), out);
        out.append('\'');
      }
      case STRING -> {
        out.append('"');
        ((Value.Str) value).value().codePoints().forEach(c -> Escapes.print(c, out));
        out.append('"');
      }
      case ERROR_CONTEXT -> throw noText(type.keyword());
    }
  }

  private void record(List<Value> values, List<Field> fields) {
    out.append('{');
    boolean first = true;
    for (int i = 0; i < fields.size(); i++) {
      boolean omitted =
          fields.get(i).type() instanceof OptionType
              && values.get(i) instanceof Value.Variant(int discriminant, _)
              && discriminant == 0;
      if (!omitted) {
        out.append(first ? "" : ", ").append(fields.get(i).name()).append(": ");
        value(values.get(i), fields.get(i).type());
        first = false;
      }
    }
    out.append(first ? ":}" : "}");
  }

  private void tuple(Value.Record value, List<ValueType> elements) {
    out.append('(');
    for (int i = 0; i < elements.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      value(value.fields().get(i), elements.get(i));
    }
    out.append(')');
  }

  private void elements(List<Value> values, ValueType element) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      value(values.get(i), element);
    }
    out.append(']');
  }

  private static List<Value> elementsOf(Value value) {
    if (value instanceof Value.Bytes(byte[] bytes)) {
      List<Value> values = new ArrayList<>(bytes.length);
      for (byte each : bytes) {
        values.add(new Value.Int(each & 0xff));
      }
      return values;
    }
    return ((Value.ListOf) value).elements();
  }

  private void flags(int bits, List<String> labels) {
    out.append('{');
    boolean first = true;
    for (int i = 0; i < labels.size(); i++) {
      if ((bits & 1 << i) != 0) {
        out.append(first ? "" : ", ").append(labels.get(i));
        first = false;
      }
    }
    out.append('}');
  }

  private void label(String label) {
    out.append(Keyword.is(label) ? "%" : "").append(label);
  }

  private void payload(Value.Variant variant, @Nullable ValueType type) {
    Value payload = variant.payload();
    if (type != null && payload != null) {
      out.append('(');
      value(payload, type);
      out.append(')');
    }
  }
}

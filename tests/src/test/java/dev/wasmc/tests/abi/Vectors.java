package dev.wasmc.tests.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.BorrowType;
import dev.wasmc.component.types.Case;
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
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ResultType;
import dev.wasmc.component.types.StreamType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import dev.wasmc.tests.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the vectors of {@code conformance/abi}; its README says what they mean. */
final class Vectors {
  private final Map<String, ResourceType> resources = new HashMap<>();

  static JsonNode file(String name) {
    try {
      return new ObjectMapper().readTree(Shared.conformance("abi").resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<String> gates(JsonNode vector) {
    Set<String> gates = new TreeSet<>();
    vector.path("gates").forEach(gate -> gates.add(gate.asText()));
    return gates;
  }

  ResourceType resource(String name) {
    return resources.computeIfAbsent(name, ResourceType::new);
  }

  List<ValueType> types(JsonNode json) {
    List<ValueType> types = new ArrayList<>();
    json.forEach(each -> types.add(type(each)));
    return types;
  }

  @Nullable ValueType optional(JsonNode json) {
    return json.isNull() ? null : type(json);
  }

  ValueType type(JsonNode json) {
    if (json.isTextual()) {
      return Objects.requireNonNull(PrimitiveType.ofKeyword(json.asText()));
    }
    String key = json.fieldNames().next();
    JsonNode value = json.get(key);
    return switch (key) {
      case "list" ->
          json.has("len")
              ? new FixedListType(type(value), (int) json.get("len").asLong())
              : new ListType(type(value));
      case "record" -> {
        List<Field> fields = new ArrayList<>();
        value.forEach(field -> fields.add(new Field(field.get(0).asText(), type(field.get(1)))));
        yield new RecordType(fields);
      }
      case "tuple" -> new TupleType(types(value));
      case "variant" -> {
        List<Case> cases = new ArrayList<>();
        value.forEach(each -> cases.add(new Case(each.get(0).asText(), optional(each.get(1)))));
        yield new VariantType(cases);
      }
      case "enum" -> new EnumType(labels(value, "c"));
      case "flags" -> new FlagsType(labels(value, "f"));
      case "option" -> new OptionType(type(value));
      case "result" -> new ResultType(optional(value.get(0)), optional(value.get(1)));
      case "map" -> new MapType(type(value.get(0)), type(value.get(1)));
      case "own" -> new OwnType(resource(value.asText()));
      case "borrow" -> new BorrowType(resource(value.asText()));
      case "stream" -> new StreamType(optional(value));
      case "future" -> new FutureType(optional(value));
      default -> throw new IllegalArgumentException(key);
    };
  }

  private static List<String> labels(JsonNode json, String prefix) {
    if (json.isNumber()) {
      return IntStream.range(0, json.asInt()).mapToObj(i -> prefix + i).toList();
    }
    List<String> labels = new ArrayList<>();
    json.forEach(label -> labels.add(label.asText()));
    return labels;
  }

  List<Value> values(JsonNode json, List<ValueType> types) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> value(json.get(i), types.get(i)))
        .toList();
  }

  Value value(JsonNode json, ValueType type) {
    return switch (type) {
      case PrimitiveType primitive -> primitive(json, primitive);
      case RecordType(var fields) ->
          new Value.Record(
              fields.stream().map(field -> value(json.get(field.name()), field.type())).toList());
      case TupleType(var elements) -> new Value.Record(values(json, elements));
      case ListType(var element) when element == PrimitiveType.U8 -> {
        byte[] bytes = new byte[json.size()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) json.get(i).asInt();
        }
        yield new Value.Bytes(bytes);
      }
      case ListType(var element) -> list(json, element);
      case FixedListType(var element, var _) -> list(json, element);
      case MapType(var key, var element) -> list(json, new TupleType(List.of(key, element)));
      case VariantType(var cases) -> {
        String label = json.fieldNames().next();
        int index = cases.stream().map(Case::name).toList().indexOf(label);
        ValueType payload = cases.get(index).type();
        yield new Value.Variant(index, payload == null ? null : value(json.get(label), payload));
      }
      case EnumType(var labels) -> new Value.Variant(labels.indexOf(json.asText()), null);
      case OptionType(var element) ->
          json.has("none") ? Value.none() : Value.some(value(json.get("some"), element));
      case ResultType(var ok, var error) ->
          json.has("ok")
              ? Value.ok(ok == null ? null : value(json.get("ok"), ok))
              : Value.error(error == null ? null : value(json.get("err"), error));
      case FlagsType(var labels) -> {
        int bits = 0;
        for (JsonNode label : json) {
          bits |= 1 << labels.indexOf(label.asText());
        }
        yield new Value.Flags(bits);
      }
      case OwnType _, BorrowType _ -> new Value.Handle(json.asInt());
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private Value list(JsonNode json, ValueType element) {
    List<Value> elements = new ArrayList<>();
    json.forEach(each -> elements.add(value(each, element)));
    return new Value.ListOf(elements);
  }

  private static Value primitive(JsonNode json, PrimitiveType type) {
    return switch (type) {
      case BOOL -> new Value.Bool(json.asBoolean());
      case S8, U8, S16, U16, S32, U32, S64 -> new Value.Int(json.asLong());
      case U64 -> new Value.Int(Long.parseUnsignedLong(json.asText()));
      case F32 -> new Value.F32(Float.intBitsToFloat((int) bits(json.asText())));
      case F64 -> new Value.F64(Double.longBitsToDouble(bits(json.asText())));
      case CHAR -> new Value.Char(json.asInt());
      case STRING -> new Value.Str(json.asText());
      case ERROR_CONTEXT -> throw new IllegalArgumentException("error-context");
    };
  }

  private static long bits(String hex) {
    return Long.parseUnsignedLong(hex.substring(2), 16);
  }

  /** Core values such as {@code i32:1} or {@code f32:0x7fc00000}, as raw bits. */
  static long[] flat(JsonNode json) {
    long[] flat = new long[json.size()];
    for (int i = 0; i < flat.length; i++) {
      String number = json.get(i).asText().substring(4);
      flat[i] = number.startsWith("0x") ? bits(number) : Long.parseUnsignedLong(number);
    }
    return flat;
  }
}

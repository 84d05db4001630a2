package dev.wasmc.tests.abi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.abi.AbiLimits;
import dev.wasmc.abi.CanonicalOptions;
import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.Flattening;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.PointerType;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.abi.ValuesCodec;
import dev.wasmc.abi.adapter.Adapter;
import dev.wasmc.abi.adapter.AdapterEmitter;
import dev.wasmc.abi.adapter.AdapterModule;
import dev.wasmc.abi.adapter.AdapterSide;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.StringEncoding;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A vector as a call between two components: its value lies with one of them, or is passed by it,
 * and arrives at the other.
 *
 * <p>Memory 0 and realloc 0 are those of the caller, 1 those of the callee.
 *
 * @param params whether the value goes from the caller to the callee, as parameters; else it comes
 *     back as the result
 * @param source the memory where the value comes from
 * @param passed what the side that has the value passes flat: arguments, or core results
 * @param out for a result through memory, where the caller wants it; else -1
 */
@SuppressWarnings("ArrayRecordComponent")
record AdapterCase(
    JsonNode vector,
    AdapterModule module,
    boolean params,
    List<ValueType> types,
    ArrayMemory source,
    long[] passed,
    int out) {

  /** Memory and realloc of the side where the value arrives. */
  int target() {
    return params ? 1 : 0;
  }

  boolean traps() {
    return vector.has("why") || vector.get("id").asText().startsWith("traps");
  }

  /** Empty for a vector that cannot be put as a call. */
  static Optional<AdapterCase> of(JsonNode vector, Vectors vectors) {
    String kind = vector.path("op").asText(vector.get("id").asText().replaceAll("-[0-9]+$", ""));
    StringEncoding encoding = Machine.encoding(vector.path("encoding").asText("utf8"));
    return switch (kind) {
      case "strings" -> {
        ArrayMemory memory = new ArrayMemory(65536, 165);
        int address = vector.get("src_ptr").asInt();
        byte[] bytes = HexFormat.of().parseHex(vector.get("src_bytes").asText());
        memory.write(address, bytes, 0, bytes.length);
        long[] flat = {address, vector.get("src_units").asLong()};
        yield Optional.of(
            params(
                vector,
                List.of(PrimitiveType.STRING),
                Machine.encoding(vector.get("src_encoding").asText()),
                Machine.encoding(vector.get("dst_encoding").asText()),
                memory,
                flat));
      }
      case "store_string" -> Optional.of(storeString(vector, encoding));
      case "load_string", "string-load" -> {
        long[] flat = {vector.get("ptr").asLong(), vector.get("units").asLong()};
        yield Optional.of(
            params(
                vector,
                List.of(PrimitiveType.STRING),
                encoding,
                StringEncoding.UTF8,
                filled(vector),
                flat));
      }
      case "flat" -> {
        List<ValueType> types = List.of(vectors.type(vector.get("type")));
        yield lowered(
            vector, types, List.of(vectors.value(vector.get("value"), types.getFirst())), encoding);
      }
      case "flat-lift", "lift_flat" -> {
        List<ValueType> types = List.of(vectors.type(vector.get("type")));
        yield isFlat(types)
            ? Optional.of(
                params(
                    vector,
                    types,
                    encoding,
                    encoding,
                    filled(vector),
                    Vectors.flat(vector.get("flat"))))
            : Optional.empty();
      }
      case "store" -> {
        ValueType type = vectors.type(vector.get("type"));
        yield isSpilledResult(type)
            ? Optional.of(
                result(
                    vector,
                    type,
                    Optional.of(vectors.value(vector.get("value"), type)),
                    encoding,
                    vector.get("ptr").asInt()))
            : Optional.empty();
      }
      case "load" -> {
        ValueType type = vectors.type(vector.get("type"));
        yield isSpilledResult(type)
            ? Optional.of(result(vector, type, Optional.empty(), encoding, 2048))
            : Optional.empty();
      }
      case "values" -> {
        List<ValueType> types = vectors.types(vector.get("types"));
        yield vector.get("position").asText().equals("param")
            ? lowered(vector, types, vectors.values(vector.get("values"), types), encoding)
            : Optional.empty();
      }
      case "lower_values" -> {
        List<ValueType> types = vectors.types(vector.get("types"));
        yield vector.get("max_flat").asInt() == AbiLimits.MAX_FLAT_PARAMS && !vector.has("out_ptr")
            ? lowered(vector, types, vectors.values(vector.get("values"), types), encoding)
            : Optional.empty();
      }
      case "lift_values" ->
          vector.get("max_flat").asInt() == AbiLimits.MAX_FLAT_PARAMS
              ? Optional.of(
                  params(
                      vector,
                      vectors.types(vector.get("types")),
                      encoding,
                      encoding,
                      filled(vector),
                      Vectors.flat(vector.get("flat"))))
              : Optional.empty();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static boolean isFlat(List<ValueType> types) {
    return new Flattening(PointerType.I32).ofAll(types, AbiLimits.MAX_FLAT_PARAMS).isPresent();
  }

  private static boolean isSpilledResult(ValueType type) {
    return new Flattening(PointerType.I32)
        .ofAll(List.of(type), AbiLimits.MAX_FLAT_RESULTS)
        .isEmpty();
  }

  private static ArrayMemory filled(JsonNode vector) {
    ArrayMemory memory = new ArrayMemory(65536, 165);
    memory.put(vector.path("mem"));
    return memory;
  }

  private static AdapterCase storeString(JsonNode vector, StringEncoding encoding) {
    String source = vector.get("src").asText();
    Charset charset =
        switch (source) {
          case "utf8" -> StandardCharsets.UTF_8;
          case "latin1" -> StandardCharsets.ISO_8859_1;
          default -> StandardCharsets.UTF_16LE;
        };
    byte[] bytes = vector.get("value").asText().getBytes(charset);
    long tag = source.equals("latin1+utf16:utf16") ? 1L << 31 : 0;
    ArrayMemory memory = new ArrayMemory(65536, 165);
    memory.write(1024, bytes, 0, bytes.length);
    long[] flat = {1024, tag | bytes.length / (charset.equals(StandardCharsets.UTF_16LE) ? 2 : 1)};
    StringEncoding from =
        source.startsWith("latin1") ? StringEncoding.LATIN1_UTF16 : Machine.encoding(source);
    return params(vector, List.of(PrimitiveType.STRING), from, encoding, memory, flat);
  }

  /** Parameters that the caller has lowered in UTF-8, as the README has it. */
  private static Optional<AdapterCase> lowered(
      JsonNode vector, List<ValueType> types, List<Value> values, StringEncoding encoding) {
    ValuesCodec codec = new ValueCodecs().ofAll(types, AbiLimits.MAX_FLAT_PARAMS);
    if (codec.spilled() && !vector.has("types")) {
      return Optional.empty();
    }
    ArrayMemory memory = new ArrayMemory(65536, 165);
    long[] flat = codec.lower(source(vector, memory), values);
    return Optional.of(params(vector, types, StringEncoding.UTF8, encoding, memory, flat));
  }

  private static LiftLowerContext source(JsonNode vector, ArrayMemory memory) {
    return new LiftLowerContext(
        new CanonicalOptions(StringEncoding.UTF8, memory, new ScriptedRealloc(vector, false)),
        NoHandles.NONE,
        HostBudget.ofBytes(1 << 24));
  }

  private static AdapterCase params(
      JsonNode vector,
      List<ValueType> types,
      StringEncoding from,
      StringEncoding to,
      ArrayMemory memory,
      long[] flat) {
    List<Field> fields = new ArrayList<>();
    types.forEach(type -> fields.add(new Field("p" + fields.size(), type)));
    FunctionType function = new FunctionType(false, fields, null);
    return new AdapterCase(vector, emit(function, from, to), true, types, memory, flat, -1);
  }

  private static AdapterCase result(
      JsonNode vector, ValueType type, Optional<Value> value, StringEncoding encoding, int out) {
    ArrayMemory memory = value.isPresent() ? new ArrayMemory(65536, 165) : filled(vector);
    long address = vector.get("ptr").asLong();
    value.ifPresent(
        present -> new ValueCodecs().of(type).store(source(vector, memory), present, address));
    StringEncoding from = value.isPresent() ? StringEncoding.UTF8 : encoding;
    AdapterModule module = emit(new FunctionType(false, List.of(), type), encoding, from);
    return new AdapterCase(vector, module, false, List.of(type), memory, new long[] {address}, out);
  }

  private static AdapterModule emit(
      FunctionType function, StringEncoding caller, StringEncoding callee) {
    return AdapterEmitter.emit(
        List.of(
            new Adapter(
                "call",
                new AdapterSide(0, function, caller, 0, 0),
                new AdapterSide(1, function, callee, 1, 1),
                CoreSignatures.resultTypes(function).isEmpty(),
                List.of(1))));
  }
}

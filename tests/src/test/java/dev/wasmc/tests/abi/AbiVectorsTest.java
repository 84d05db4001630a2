package dev.wasmc.tests.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.AbiTrapException;
import dev.wasmc.abi.CoreSignatures;
import dev.wasmc.abi.Flattening;
import dev.wasmc.abi.Layout;
import dev.wasmc.abi.Layouts;
import dev.wasmc.abi.PointerType;
import dev.wasmc.abi.ValueCodec;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.abi.ValuesCodec;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Field;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.wasm.FuncType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The canonical ABI vectors on the side of the host. What needs two components is in {@code
 * AdapterVectorsTest}.
 */
final class AbiVectorsTest {
  /** Gated, but the same code serves them. */
  private static final Set<String> TYPES =
      Set.of("map", "fixed-length-lists", "async", "error-context", "memory64");

  private static final Set<String> VALUES = Set.of("map", "fixed-length-lists", "async");

  /** More core values than any function has, as the vectors of long fixed lists want it. */
  private static final int FLAT_LIMIT = 1 << 12;

  private final Vectors vectors = new Vectors();
  private final ValueCodecs codecs = new ValueCodecs(FLAT_LIMIT);

  @Test
  void layout() {
    run("layout.json", TYPES, 560, 0, this::layout);
  }

  @Test
  void signatures() {
    run("signatures.json", TYPES, 442, 0, this::signatures);
  }

  @Test
  void store() {
    run("store.json", VALUES, 1425, 281, this::store);
  }

  @Test
  void load() {
    run("load.json", VALUES, 431, 28, this::load);
  }

  @Test
  void flat() {
    run("flat.json", VALUES, 812, 207, this::flat);
  }

  @Test
  void flatLift() {
    run("flat-lift.json", VALUES, 554, 4, this::flatLift);
  }

  @Test
  void values() {
    run("values.json", VALUES, 473, 51, this::values);
  }

  @Test
  void stringLoad() {
    run("string-load.json", VALUES, 44, 12, this::stringLoad);
  }

  @Test
  void traps() {
    run("traps.json", VALUES, 375, 276, this::trap);
  }

  /**
   * @param run how many vectors there are without other gates
   * @param excluded how many with, or that store strings of another component
   */
  private static void run(
      String file, Set<String> gates, int run, int excluded, Consumer<JsonNode> test) {
    int ran = 0;
    int left = 0;
    List<String> failures = new ArrayList<>();
    for (JsonNode vector : Vectors.file(file).get("vectors")) {
      if (!gates.containsAll(Vectors.gates(vector))
          || vector.path("op").asText().equals("store_string")) {
        left++;
        continue;
      }
      ran++;
      try {
        test.accept(vector);
      } catch (AssertionError | RuntimeException e) {
        failures.add(vector.get("id").asText() + ": " + e);
      }
    }
    assertEquals("", String.join("\n", failures));
    assertEquals(run, ran, "vectors run");
    assertEquals(excluded, left, "vectors left out by their gates");
  }

  private void layout(JsonNode vector) {
    ValueType type = vectors.type(vector.get("type"));
    for (PointerType pointer : PointerType.values()) {
      JsonNode expected = vector.get(pointer.name().toLowerCase(Locale.ROOT));
      Layout layout = new Layouts(pointer).of(type);
      assertEquals(expected.get("size").asInt(), layout.size(), "size");
      assertEquals(expected.get("align").asInt(), layout.alignment(), "alignment");
      assertEquals(
          expected.path("discriminant_size").asInt(), layout.discriminantSize(), "discriminant");
      assertEquals(expected.path("payload_offset").asInt(), layout.payloadOffset(), "payload");
      List<Integer> offsets = new ArrayList<>();
      expected.path("field_offsets").forEach(offset -> offsets.add(offset.asInt()));
      assertEquals(offsets, layout.fieldOffsets(), "offsets");
      assertEquals(
          texts(expected.get("flat")),
          new Flattening(pointer, FLAT_LIMIT).of(type).orElseThrow().toString(),
          "flat");
    }
  }

  private void signatures(JsonNode vector) {
    List<Field> params = new ArrayList<>();
    for (JsonNode param : vector.get("params")) {
      params.add(new Field("p" + params.size(), vectors.type(param)));
    }
    FunctionType type = new FunctionType(false, params, vectors.optional(vector.get("result")));
    PointerType pointer =
        vector.get("ptr_type").asText().equals("i64") ? PointerType.I64 : PointerType.I32;
    CoreSignatures signatures = new CoreSignatures(pointer);
    signature(vector.get("sync_lift"), signatures.lift(type));
    signature(vector.get("sync_lower"), signatures.lower(type));
    signature(vector.get("async_lift_callback"), signatures.asyncLiftCallback(type));
    signature(vector.get("async_lift_stackful"), signatures.asyncLiftStackful(type));
    signature(vector.get("async_lower"), signatures.asyncLower(type));
    signature(vector.get("task_return"), signatures.taskReturn(type));
    signature(vector.get("post_return"), signatures.postReturn(type));
  }

  private static void signature(JsonNode expected, FuncType found) {
    assertEquals(texts(expected.get(0)), found.params().toString());
    assertEquals(texts(expected.get(1)), found.results().toString());
  }

  private static String texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(each -> texts.add(each.asText()));
    return texts.toString();
  }

  private void store(JsonNode vector) {
    ValueType type = vectors.type(vector.get("type"));
    Value value = vectors.value(vector.get("value"), type);
    ValueCodec codec = codecs.of(type);
    Machine machine = new Machine(vector, false, NoHandles.NONE);
    long address = vector.get("ptr").asLong();
    codec.store(machine.context, value, address);
    machine.compare(vector.get("mem"));
    Value loaded = vector.has("loaded") ? vectors.value(vector.get("loaded"), type) : value;
    assertEquals(loaded, codec.load(machine.context, address));
    Machine other = new Machine(vector, true, NoHandles.NONE);
    assertEquals(loaded, codec.load(other.context, address), "from the vector's memory");
  }

  private void load(JsonNode vector) {
    ValueType type = vectors.type(vector.get("type"));
    Value value =
        codecs
            .of(type)
            .load(new Machine(vector, true, NoHandles.NONE).context, vector.get("ptr").asLong());
    assertEquals(vectors.value(vector.get("value"), type), value);
  }

  private void flat(JsonNode vector) {
    ValueType type = vectors.type(vector.get("type"));
    Value value = vectors.value(vector.get("value"), type);
    long[] expected = Vectors.flat(vector.get("flat"));
    ValueCodec codec = codecs.of(type);
    Machine machine = new Machine(vector, false, NoHandles.NONE);
    long[] flat = new long[expected.length];
    codec.lower(machine.context, value, flat, 0);
    if (machine.realloc.strict()) {
      assertEquals(Arrays.toString(expected), Arrays.toString(flat));
    }
    machine.compare(vector.path("mem"));
    Value lifted = vector.has("lifted") ? vectors.value(vector.get("lifted"), type) : value;
    assertEquals(lifted, codec.lift(machine.context, flat, 0));
    assertEquals(
        lifted,
        codec.lift(new Machine(vector, true, NoHandles.NONE).context, expected, 0),
        "from the vector's memory");
  }

  private void flatLift(JsonNode vector) {
    ValueType type = vectors.type(vector.get("type"));
    Value value =
        codecs
            .of(type)
            .lift(
                new Machine(vector, true, NoHandles.NONE).context,
                Vectors.flat(vector.get("flat")),
                0);
    assertEquals(vectors.value(vector.get("value"), type), value);
  }

  private void values(JsonNode vector) {
    List<ValueType> types = vectors.types(vector.get("types"));
    List<Value> values = vectors.values(vector.get("values"), types);
    long[] expected = Vectors.flat(vector.get("flat"));
    ValuesCodec codec = codecs.ofAll(types, vector.get("max_flat").asInt());
    assertEquals(vector.get("spilled").asBoolean(), codec.spilled());
    Machine machine = new Machine(vector, false, NoHandles.NONE);
    long[] flat;
    if (vector.has("out_ptr")) {
      int address = vector.get("out_ptr").asInt();
      codec.lowerTo(machine.context, values, address);
      expected = new long[] {address};
      flat = expected;
    } else {
      flat = codec.lower(machine.context, values);
    }
    if (machine.realloc.strict()) {
      assertEquals(Arrays.toString(expected), Arrays.toString(flat));
    }
    machine.compare(vector.path("mem"));
    List<Value> lifted =
        vector.has("lifted") ? vectors.values(vector.get("lifted"), types) : values;
    assertEquals(lifted, codec.lift(machine.context, flat, 0));
    assertEquals(
        lifted,
        codec.lift(new Machine(vector, true, NoHandles.NONE).context, expected, 0),
        "from the vector's memory");
  }

  private void stringLoad(JsonNode vector) {
    Value value = loadString(vector);
    assertEquals(new Value.Str(vector.get("string").asText()), value);
  }

  private Value loadString(JsonNode vector) {
    long[] range = {vector.get("ptr").asLong(), vector.get("units").asLong()};
    return codecs
        .of(PrimitiveType.STRING)
        .lift(new Machine(vector, true, NoHandles.NONE).context, range, 0);
  }

  private void trap(JsonNode vector) {
    try {
      switch (vector.get("op").asText()) {
        case "load" -> load(vector);
        case "lift_flat" -> flatLift(vector);
        case "load_string" -> loadString(vector);
        case "store" -> {
          ValueType type = vectors.type(vector.get("type"));
          Machine machine = new Machine(vector, true, NoHandles.NONE);
          codecs
              .of(type)
              .store(
                  machine.context,
                  vectors.value(vector.get("value"), type),
                  vector.get("ptr").asLong());
        }
        case "lift_values" -> {
          ValuesCodec codec =
              codecs.ofAll(vectors.types(vector.get("types")), vector.get("max_flat").asInt());
          codec.lift(
              new Machine(vector, true, NoHandles.NONE).context,
              Vectors.flat(vector.get("flat")),
              0);
        }
        case "lower_values" -> {
          List<ValueType> types = vectors.types(vector.get("types"));
          ValuesCodec codec = codecs.ofAll(types, vector.get("max_flat").asInt());
          List<Value> values = vectors.values(vector.get("values"), types);
          Machine machine = new Machine(vector, true, NoHandles.NONE);
          if (vector.has("out_ptr")) {
            codec.lowerTo(machine.context, values, vector.get("out_ptr").asInt());
          } else {
            codec.lower(machine.context, values);
          }
        }
        default -> throw new IllegalArgumentException(vector.get("op").asText());
      }
    } catch (AbiTrapException e) {
      assertEquals(
          false,
          e.trap() == AbiTrap.VALUE_MISMATCH || e.trap() == AbiTrap.HOST_BUDGET,
          e.getMessage());
      return;
    }
    throw new AssertionError("no trap");
  }
}

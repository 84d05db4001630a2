package dev.wasmc.tests.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wasmc.abi.AbiLimits;
import dev.wasmc.abi.AbiTrap;
import dev.wasmc.abi.AbiTrapException;
import dev.wasmc.abi.CanonicalOptions;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.abi.ValuesCodec;
import dev.wasmc.abi.adapter.AdapterImport;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.values.Value;
import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Global;
import dev.wasmc.engine.HostFunction;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.Memory;
import dev.wasmc.engine.Store;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The canonical ABI vectors from one component to another, through generated adapters. */
final class AdapterVectorsTest {
  private static final Set<String> GATES = Set.of("map", "fixed-length-lists");

  /** Fill, as in the vectors. */
  private static final int FILL = 165;

  private static final FuncType NO_FUNCTION = new FuncType(List.of(), List.of());

  private final Vectors vectors = new Vectors();

  /** Modules that differ only in their vector are compiled once. */
  private final Map<List<Object>, CompiledModule> compiled = new HashMap<>();

  /**
   * @param gated how many vectors have a gate that is closed here
   * @param other how many cannot be put as a call without {@code async}: results of one core value
   *     in memory, and the like
   */
  @ParameterizedTest
  @CsvSource({
    "strings.json, 637, 204, 0",
    "string-load.json, 44, 12, 0",
    "flat.json, 792, 207, 20",
    "flat-lift.json, 547, 4, 7",
    "store.json, 1175, 281, 250",
    "load.json, 217, 28, 214",
    "values.json, 201, 222, 101",
    "traps.json, 456, 146, 49",
  })
  void vectors(String file, int run, int gated, int other) {
    List<Integer> counts = new ArrayList<>(List.of(0, 0, 0));
    List<String> failures = new ArrayList<>();
    for (JsonNode vector : Vectors.file(file).get("vectors")) {
      if (!GATES.containsAll(Vectors.gates(vector))) {
        counts.set(1, counts.get(1) + 1);
        continue;
      }
      Optional<AdapterCase> call = AdapterCase.of(vector, vectors);
      if (call.isEmpty()) {
        counts.set(2, counts.get(2) + 1);
        continue;
      }
      counts.set(0, counts.get(0) + 1);
      try {
        new Call(call.get()).check(file);
      } catch (AssertionError | RuntimeException e) {
        failures.add(vector.get("id").asText() + ": " + e);
      }
    }
    assertEquals("", String.join("\n", failures));
    assertEquals(List.of(run, gated, other), counts);
  }

  @Test
  void flagsAreKept() {
    JsonNode vector = Vectors.file("strings.json").get("vectors").get(1);
    AdapterCase call = AdapterCase.of(vector, vectors).orElseThrow();
    for (AdapterImport flag :
        List.of(new AdapterImport.MayLeave(0), new AdapterImport.MayEnter(1))) {
      Call refused = new Call(call);
      ((Global) refused.externs.get(call.module().imports().indexOf(flag))).set(0, null);
      AbiTrap expected =
          flag instanceof AdapterImport.MayLeave ? AbiTrap.CANNOT_LEAVE : AbiTrap.CANNOT_ENTER;
      assertEquals(expected, assertThrows(AbiTrapException.class, refused::run).trap());
    }
    Call done = new Call(call);
    done.run();
    assertEquals(
        List.of(1L, 1L, 1L),
        done.externs.stream()
            .filter(Global.class::isInstance)
            .map(each -> ((Global) each).bits())
            .toList());
  }

  /**
   * The two instances of one vector; the callee is a host function that keeps what it is passed.
   */
  private final class Call {
    private final AdapterCase call;
    private final Store store = new Store();
    private final List<Memory> memories = new ArrayList<>();
    private final ScriptedRealloc realloc;
    private final List<Extern> externs = new ArrayList<>();
    private final Instance instance;
    private long[] received = {};
    private int postReturns;

    Call(AdapterCase call) {
      this.call = call;
      JsonNode vector = call.vector();
      this.realloc = new ScriptedRealloc(vector.path("realloc"), isScripted(vector));
      for (int i = 0; i < 2; i++) {
        Memory memory = Memory.create(store, new MemoryType(Limits.of(1, null)));
        memory.fill(0, FILL, (int) memory.size());
        memories.add(memory);
      }
      byte[] source = new byte[(int) call.source().size()];
      call.source().read(0, source, 0, source.length);
      memories.get(1 - call.target()).write(0, source, 0, source.length);
      CoreModule module = call.module().module();
      List<FuncType> types =
          module.types().stream()
              .map(type -> (FuncType) type.types().getFirst().composite())
              .toList();
      for (int i = 0; i < module.imports().size(); i++) {
        FuncType type =
            module.imports().get(i).desc() instanceof ImportDesc.Func(int index)
                ? types.get(index)
                : NO_FUNCTION;
        externs.add(extern(call.module().imports().get(i), type));
      }
      List<Object> key = new ArrayList<>(List.of(types, module.imports(), module.bodies()));
      CompiledModule code =
          compiled.computeIfAbsent(
              key,
              _ ->
                  CompiledModule.compile(
                      ModuleValidator.validate("adapter", module, Features.SUPPORTED),
                      EngineOptions.DEFAULT));
      this.instance = code.instantiate(store, externs);
    }

    private static boolean isScripted(JsonNode vector) {
      return vector.has("realloc")
          || vector.get("id").asText().matches("(strings|store|flat|values)-[0-9]+");
    }

    private Extern extern(AdapterImport wanted, FuncType type) {
      return switch (wanted) {
        case AdapterImport.Memory(int memory) -> memories.get(memory);
        case AdapterImport.MayLeave _, AdapterImport.MayEnter _ ->
            Global.create(new GlobalType(NumType.I32, true), 1, null);
        case AdapterImport.Realloc(int side) ->
            HostFunction.ofArrays(
                type,
                (numbers, _) -> {
                  assertEquals(call.target(), side, "realloc of the other side");
                  numbers[0] =
                      reallocate(
                          (int) numbers[0], (int) numbers[1], (int) numbers[2], (int) numbers[3]);
                });
        case AdapterImport.Callee _ ->
            HostFunction.ofArrays(
                type,
                (numbers, _) -> {
                  received = Arrays.copyOf(numbers, type.params().size());
                  if (!type.results().isEmpty()) {
                    numbers[0] = call.passed()[0];
                  }
                });
        case AdapterImport.PostReturn _ -> HostFunction.ofArrays(type, (_, _) -> postReturns++);
        case AdapterImport.Trap.TRAP ->
            HostFunction.ofArrays(
                type,
                (numbers, _) -> {
                  throw AbiTrap.values()[(int) numbers[0]].exception();
                });
        case AdapterImport.TransferResource _,
            AdapterImport.EnterCall _,
            AdapterImport.ExitCall _ ->
            throw new AssertionError("a vector without resources");
      };
    }

    /** As the README has it: what was there goes along. */
    private int reallocate(int oldAddress, int oldSize, int alignment, int newSize) {
      int address = realloc.realloc(oldAddress, oldSize, alignment, newSize);
      Memory memory = memories.get(call.target());
      int kept = Math.min(oldSize, newSize);
      if (address != oldAddress && address >= 0 && address + kept <= memory.size()) {
        byte[] bytes = new byte[kept];
        memory.read(oldAddress, bytes, 0, kept);
        memory.write(address, bytes, 0, kept);
      }
      return address;
    }

    void run() {
      long[] arguments = call.params() ? call.passed() : new long[] {call.out()};
      assertEquals(
          0, instance.function("call").call(arguments).length, "no result of these calls is flat");
    }

    void check(String file) {
      if (call.traps()) {
        assertThrows(AbiTrapException.class, this::run);
        return;
      }
      run();
      assertEquals(0, realloc.left(), "calls of realloc that were not made");
      assertEquals(call.params() ? 1 : 0, postReturns, "calls of post-return");
      JsonNode vector = call.vector();
      ArrayMemory target = target();
      switch (file) {
        case "strings.json" -> {
          assertFlat(new long[] {vector.get("dst_ptr").asLong(), vector.get("dst_units").asLong()});
          byte[] bytes = new byte[vector.get("dst_bytes").asText().length() / 2];
          target.read(vector.get("dst_ptr").asLong(), bytes, 0, bytes.length);
          assertEquals(vector.get("dst_bytes").asText(), HexFormat.of().formatHex(bytes));
        }
        case "string-load.json" ->
            assertValues(List.of(Value.of(vector.get("string").asText())), target);
        case "flat-lift.json", "load.json" ->
            assertValues(vectors.values(single(vector.get("value")), call.types()), target);
        default -> {
          if (call.params()) {
            assertFlat(Vectors.flat(vector.get("flat")));
          }
          assertEquals("", target.difference(vector.path("mem")));
        }
      }
    }

    private static JsonNode single(JsonNode value) {
      return new ObjectMapper().createArrayNode().add(value);
    }

    private ArrayMemory target() {
      ArrayMemory copy = new ArrayMemory(65536, FILL);
      byte[] bytes = new byte[65536];
      memories.get(call.target()).read(0, bytes, 0, bytes.length);
      copy.write(0, bytes, 0, bytes.length);
      return copy;
    }

    /** What the other side can lift from what it got. */
    private void assertValues(List<Value> expected, ArrayMemory target) {
      String encoding =
          call.vector().get("id").asText().startsWith("string-load")
              ? "utf8"
              : call.vector().path("encoding").asText("utf8");
      LiftLowerContext context =
          new LiftLowerContext(
              new CanonicalOptions(Machine.encoding(encoding), target, null),
              NoHandles.NONE,
              HostBudget.ofBytes(1 << 24));
      List<ValueType> types = call.types();
      if (call.params()) {
        ValuesCodec codec = new ValueCodecs().ofAll(types, AbiLimits.MAX_FLAT_PARAMS);
        assertEquals(expected, codec.lift(context, received, 0));
      } else {
        assertEquals(
            expected, List.of(new ValueCodecs().of(types.getFirst()).load(context, call.out())));
      }
    }

    private void assertFlat(long[] expected) {
      FuncType type = calleeType();
      assertEquals(
          IntStream.range(0, expected.length)
              .mapToObj(i -> canonical(type.params().get(i), expected[i]))
              .toList(),
          IntStream.range(0, received.length)
              .mapToObj(i -> canonical(type.params().get(i), received[i]))
              .toList());
    }

    private FuncType calleeType() {
      int index = call.module().imports().indexOf(new AdapterImport.Callee(0));
      CoreModule module = call.module().module();
      int type = ((ImportDesc.Func) module.imports().get(index).desc()).typeIndex();
      return (FuncType) module.types().get(type).types().getFirst().composite();
    }

    /** One NaN is as good as another. */
    private static String canonical(ValType type, long bits) {
      return switch ((NumType) type) {
        case I32 -> Integer.toUnsignedString((int) bits);
        case I64 -> Long.toUnsignedString(bits);
        case F32 -> Integer.toHexString(Float.floatToIntBits(Float.intBitsToFloat((int) bits)));
        case F64 -> Long.toHexString(Double.doubleToLongBits(Double.longBitsToDouble(bits)));
      };
    }
  }
}

package dev.wasmc.tests.smith;

import dev.wasmc.engine.CompiledModule;
import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Function;
import dev.wasmc.engine.Global;
import dev.wasmc.engine.HostFunction;
import dev.wasmc.engine.Instance;
import dev.wasmc.engine.Memory;
import dev.wasmc.engine.Store;
import dev.wasmc.engine.Table;
import dev.wasmc.engine.TrapException;
import dev.wasmc.engine.TrapKind;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan on {@link dev.wasmc.engine}. The words are those of {@code wasmtime_transcript.py}.
 */
final class EngineTranscript {
  private static final long FUEL = 1L << 40;

  private final List<String> lines = new ArrayList<>();
  private final SmithPlan plan;
  private Store store = new Store();
  private int hostCalls;
  private long fuelUsed;

  private EngineTranscript(SmithPlan plan) {
    this.plan = plan;
  }

  /**
   * @param fuelUsed by all runs; 0 where the options have none
   */
  record Result(List<String> lines, long fuelUsed) {}

  static Result of(SmithPlan plan, EngineOptions options) {
    EngineTranscript transcript = new EngineTranscript(plan);
    CompiledModule module = CompiledModule.compile(plan.module(), options);
    plan.runs().forEach(calls -> transcript.run(module, calls));
    return new Result(List.copyOf(transcript.lines), transcript.fuelUsed);
  }

  private void run(CompiledModule module, List<SmithPlan.Call> calls) {
    store = new Store();
    store.setFuel(FUEL);
    hostCalls = 0;
    List<Extern> imports = supply(plan.module());
    Instance instance;
    try {
      instance = module.instantiate(store, imports);
    } catch (TrapException e) {
      lines.add("instantiate " + trap(e));
      state("import", imports);
      return;
    }
    List<@Nullable Extern> exports = new ArrayList<>();
    instance.exportNames().forEach(name -> exports.add(instance.export(name)));
    for (SmithPlan.Call call : calls) {
      if (exports.get(call.export()) instanceof Function function && !call(call, function)) {
        break;
      }
    }
    state("export", exports);
    fuelUsed += FUEL - store.fuel();
  }

  private List<Extern> supply(ValidatedModule module) {
    List<Extern> externs = new ArrayList<>();
    for (Import each : module.module().imports()) {
      int index = externs.size();
      List<SmithValue> values = plan.imports().get(index);
      externs.add(
          switch (each.desc()) {
            case ImportDesc.Func(int type) -> host(index, module.types().get(type), values);
            case ImportDesc.Global(var type) ->
                Global.create(type, values.getFirst().bits(), values.getFirst().reference());
            case ImportDesc.Table(var type) -> Table.create(store, type, null);
            case ImportDesc.Memory(var type) -> Memory.create(store, type);
            case ImportDesc.Tag tag -> throw new IllegalArgumentException(tag.toString());
          });
    }
    return externs;
  }

  private Function host(int index, FuncType type, List<SmithValue> values) {
    return HostFunction.ofArrays(
        type,
        (numbers, references) -> {
          if (++hostCalls <= SmithPlan.HOST_CALLS) {
            lines.add("host " + index + " (" + show(type.params(), numbers, references) + ")");
          }
          for (int i = 0; i < values.size(); i++) {
            numbers[i] = values.get(i).bits();
            if (i < references.length) {
              references[i] = values.get(i).reference();
            }
          }
        });
  }

  private boolean call(SmithPlan.Call call, Function function) {
    int length = Math.max(call.arguments().size(), function.type().results().size());
    long[] numbers = new long[length];
    @Nullable Object[] references = new Object[length];
    for (int i = 0; i < call.arguments().size(); i++) {
      numbers[i] = call.arguments().get(i).bits();
      references[i] = call.arguments().get(i).reference();
    }
    try {
      function.invoke(numbers, references);
    } catch (TrapException e) {
      lines.add("call " + call.export() + " " + trap(e));
      return false;
    }
    String results = show(function.type().results(), numbers, references);
    lines.add("call " + call.export() + " (" + results + ")");
    return true;
  }

  private void state(String word, List<? extends @Nullable Extern> externs) {
    for (int i = 0; i < externs.size(); i++) {
      String text =
          switch (externs.get(i)) {
            case Global global ->
                new SmithValue(global.type().type(), global.bits(), global.reference()).text();
            case Table table -> show(table);
            case Memory memory -> show(memory);
            case null, default -> null;
          };
      if (text != null) {
        lines.add(word + " " + i + " = " + text);
      }
    }
  }

  private static String show(Table table) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      elements.add(new SmithValue(table.type().element(), 0, table.get(i)).text());
    }
    return String.join(" ", elements);
  }

  private static String show(Memory memory) {
    CRC32 crc = new CRC32();
    crc.update(memory.view().asSlice(0, memory.size()).asByteBuffer());
    return String.format(Locale.ROOT, "%d bytes, crc %08x", memory.size(), crc.getValue());
  }

  private static String show(List<ValType> types, long[] numbers, @Nullable Object[] references) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      texts.add(
          new SmithValue(types.get(i), numbers[i], i < references.length ? references[i] : null)
              .text());
    }
    return String.join(" ", texts);
  }

  private static String trap(TrapException e) {
    return "trap " + wasmtimeCode(e.kind());
  }

  /** The name of the trap code; wasmtime has fewer. */
  private static String wasmtimeCode(TrapKind kind) {
    return switch (kind) {
      case UNDEFINED_ELEMENT -> TrapKind.TABLE_OUT_OF_BOUNDS.name();
      case UNINITIALIZED_ELEMENT -> "INDIRECT_CALL_TO_NULL";
      case INDIRECT_CALL_TYPE_MISMATCH -> "BAD_SIGNATURE";
      case INTEGER_DIVIDE_BY_ZERO -> "INTEGER_DIVISION_BY_ZERO";
      case INVALID_CONVERSION_TO_INTEGER -> "BAD_CONVERSION_TO_INTEGER";
      default -> kind.name();
    };
  }
}

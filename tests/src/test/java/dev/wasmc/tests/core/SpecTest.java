package dev.wasmc.tests.core;

import dev.wasmc.engine.Extern;
import dev.wasmc.engine.Global;
import dev.wasmc.engine.HostFunction;
import dev.wasmc.engine.Memory;
import dev.wasmc.engine.MemoryPlacement;
import dev.wasmc.engine.Store;
import dev.wasmc.engine.Table;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.GlobalType;
import dev.wasmc.wasm.Limits;
import dev.wasmc.wasm.MemoryType;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.RefType;
import dev.wasmc.wasm.TableType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The host module of the test suite; its functions print nothing. */
final class SpecTest {
  private final Map<String, Extern> exports = new HashMap<>();

  SpecTest(Store store, MemoryPlacement memories) {
    print("print");
    print("print_i32", NumType.I32);
    print("print_i64", NumType.I64);
    print("print_f32", NumType.F32);
    print("print_f64", NumType.F64);
    print("print_i32_f32", NumType.I32, NumType.F32);
    print("print_f64_f64", NumType.F64, NumType.F64);
    global("global_i32", NumType.I32, 666);
    global("global_i64", NumType.I64, 666);
    global("global_f32", NumType.F32, Float.floatToRawIntBits(666.6f));
    global("global_f64", NumType.F64, Double.doubleToRawLongBits(666.6));
    exports.put(
        "table", Table.create(store, new TableType(RefType.FUNCREF, Limits.of(10, 20L)), null));
    exports.put("memory", Memory.create(store, new MemoryType(Limits.of(1, 2L)), memories));
  }

  private void print(String name, NumType... params) {
    exports.put(
        name,
        HostFunction.ofArrays(
            new FuncType(List.of(params), List.of()), (numbers, references) -> {}));
  }

  private void global(String name, NumType type, long bits) {
    exports.put(name, Global.create(new GlobalType(type, false), bits, null));
  }

  @Nullable Extern get(String name) {
    return exports.get(name);
  }
}

package dev.wasmc.tests.smith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.wasm.Export;
import dev.wasmc.wasm.ExternKind;
import dev.wasmc.wasm.Import;
import dev.wasmc.wasm.ImportDesc;
import dev.wasmc.wasm.ValType;
import dev.wasmc.wasm.validate.ValidatedModule;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done with a module: instances of it, each with a few calls, up to the first trap.
 *
 * @param imports for each import what the function always returns, or the value of the global;
 *     tables and memories are as small as they may be
 * @param runs the calls of each instance
 */
record SmithPlan(ValidatedModule module, List<List<SmithValue>> imports, List<List<Call>> runs) {
  /** How many calls of imports a transcript tells of, for each instance. */
  static final int HOST_CALLS = 20;

  private static final int CALLS_OF_A_RUN = 4;

  /**
   * @param export index of the function in the list of exports
   */
  record Call(int export, List<SmithValue> arguments) {}

  /** Each exported function comes first in one run, followed by the next ones. */
  static SmithPlan of(ValidatedModule module) {
    List<List<SmithValue>> imports = new ArrayList<>();
    for (Import each : module.module().imports()) {
      imports.add(
          switch (each.desc()) {
            case ImportDesc.Func(int type) -> values(module.types().get(type).results(), 3);
            case ImportDesc.Global global -> values(List.of(global.type().type()), 1);
            default -> List.of();
          });
    }
    List<Export> exports = module.module().exports();
    List<Integer> functions = new ArrayList<>();
    for (int i = 0; i < exports.size(); i++) {
      if (exports.get(i).kind() == ExternKind.FUNC) {
        functions.add(i);
      }
    }
    List<List<Call>> runs = new ArrayList<>();
    for (int first = 0; first < functions.size(); first++) {
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < CALLS_OF_A_RUN; i++) {
        int export = functions.get((first + i) % functions.size());
        List<ValType> params = module.functions().get(exports.get(export).index()).params();
        calls.add(new Call(export, values(params, first + 2 * i)));
      }
      runs.add(calls);
    }
    if (runs.isEmpty()) {
      runs.add(List.of());
    }
    return new SmithPlan(module, imports, runs);
  }

  private static List<SmithValue> values(List<ValType> types, int number) {
    List<SmithValue> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      values.add(SmithValue.pick(types.get(i), number + 5 * i));
    }
    return values;
  }

  /** On one line. */
  String json(byte[] wasm) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("wasm", wasm).put("hostCalls", HOST_CALLS);
    ArrayNode given = root.putArray("imports");
    imports.forEach(values -> add(values, given.addArray()));
    ArrayNode all = root.putArray("runs");
    for (List<Call> calls : runs) {
      ArrayNode run = all.addArray();
      for (Call call : calls) {
        ObjectNode node = run.addObject().put("export", call.export());
        add(call.arguments(), node.putArray("arguments"));
      }
    }
    return root.toString();
  }

  private static void add(List<SmithValue> values, ArrayNode to) {
    values.forEach(value -> to.add(value.text()));
  }
}

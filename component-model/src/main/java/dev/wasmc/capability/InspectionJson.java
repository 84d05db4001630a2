package dev.wasmc.capability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.capability.Inspection.CoreExtern;
import dev.wasmc.capability.Inspection.CoreModuleInfo;
import dev.wasmc.capability.Inspection.Extern;
import dev.wasmc.capability.Inspection.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what an inspection found, for programs. Keys are only ever added to a version of the
 * schema.
 */
public final class InspectionJson {
  /** The version of the schema. */
  public static final int SCHEMA = 1;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private InspectionJson() {}

  public static String render(Inspection inspection) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", SCHEMA);
    root.put("name", inspection.name());
    switch (inspection) {
      case Inspection.OfComponent component -> component(component, root);
      case Inspection.OfModule module -> module(module, root);
    }
    try {
      return MAPPER.writeValueAsString(root).replace(System.lineSeparator(), "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void component(Inspection.OfComponent component, ObjectNode root) {
    root.put("kind", "component").put("bytes", component.bytes());
    ArrayNode groups = root.putArray("imports");
    for (Inspection.ImportGroup group : component.imports()) {
      ObjectNode node = groups.addObject();
      node.put("capability", group.capability().label());
      node.put("meaning", group.capability().meaning());
      externs(group.imports(), node.putArray("imports"));
    }
    externs(component.exports(), root.putArray("exports"));
    ArrayNode parts = root.putArray("components");
    component.parts().forEach(part -> part(part, parts.addObject()));
    root.put("complete", component.complete());
    component
        .bridge()
        .ifPresent(bridge -> {
          ArrayNode denied = root.putObject("bridge").putArray("denied");
          for (BridgeRecord.Denied each : bridge.denied()) {
            denied
                .addObject()
                .put("interface", each.imported())
                .put("function", each.function())
                .put("answer", each.answer());
          }
        });
    component
        .fates()
        .ifPresent(record -> root.set("fates", MAPPER.valueToTree(fates(record.fates()))));
  }

  /** One object for each, in order. */
  public static List<Map<String, String>> fates(List<Fate> fates) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Fate fate : fates) {
      Map<String, String> each = new LinkedHashMap<>();
      each.put("import", fate.imported());
      each.put("fate", fate.kind().label());
      each.put("detail", fate.detail());
      all.add(each);
    }
    return all;
  }

  private static void part(Part part, ObjectNode node) {
    node.put("depth", part.depth()).put("index", part.index());
    node.put("label", part.label()).put("named", part.named());
    part.bytes().ifPresent(bytes -> node.put("bytes", bytes));
    strings(part.exports(), node.putArray("exports"));
    ArrayNode wants = node.putArray("wants");
    for (Inspection.Want want : part.wants()) {
      ObjectNode each = wants.addObject();
      each.put("import", want.imported());
      strings(
          want.capabilities().stream().map(Capability::label).toList(),
          each.putArray("capabilities"));
      strings(want.functions(), each.putArray("functions"));
    }
    ArrayNode supplied = node.putArray("supplied");
    for (Inspection.Supply supply : part.supplied()) {
      ObjectNode each = supplied.addObject();
      each.put("import", supply.imported());
      strings(supply.by(), each.putArray("by"));
    }
    ArrayNode modules = node.putArray("modules");
    part.modules().forEach(module -> module(module, modules.addObject()));
  }

  private static void module(CoreModuleInfo module, ObjectNode node) {
    node.put("index", module.index());
    module.name().ifPresent(name -> node.put("name", name));
    module.bytes().ifPresent(bytes -> node.put("bytes", bytes));
    node.put("functions", module.functions())
        .put("imports", module.imports())
        .put("exports", module.exports())
        .put("memories", module.memories())
        .put("tables", module.tables())
        .put("data-bytes", module.dataBytes());
  }

  private static void module(Inspection.OfModule module, ObjectNode root) {
    root.put("kind", "core-module");
    module(module.module(), root.putObject("module"));
    core(module.imports(), root.putArray("imports"));
    core(module.exports(), root.putArray("exports"));
    strings(
        module.unsupported().stream().map(f -> f.label()).toList(), root.putArray("unsupported"));
  }

  private static void core(List<CoreExtern> externs, ArrayNode into) {
    externs.forEach(each -> into.addObject().put("name", each.name()).put("kind", each.kind()));
  }

  private static void externs(List<Extern> externs, ArrayNode into) {
    for (Extern extern : externs) {
      ObjectNode node = into.addObject().put("name", extern.name()).put("sort", extern.sort());
      extern.signature().ifPresent(signature -> node.put("signature", signature));
      if (extern.sort().equals("instance")) {
        strings(extern.functions(), node.putArray("functions"));
      }
    }
  }

  private static void strings(List<String> strings, ArrayNode into) {
    strings.forEach(into::add);
  }
}

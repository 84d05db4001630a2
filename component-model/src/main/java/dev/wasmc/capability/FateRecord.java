package dev.wasmc.capability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.component.Component;
import dev.wasmc.wasm.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a composed component says about itself, in a custom section, as JSON: what became of each
 * import of the guest in it.
 */
public record FateRecord(List<Fate> fates) {
  /** The custom section's name. */
  public static final String SECTION = "wasmc-fates";

  private static final JsonSection FORMAT = new JsonSection(SECTION, 1);

  public FateRecord {
    fates = List.copyOf(fates);
  }

  /** The section's content. */
  public ByteSlice encode() {
    ObjectNode root = FORMAT.create();
    ArrayNode list = root.putArray("fates");
    for (Fate fate : fates) {
      list.addObject()
          .put("import", fate.imported())
          .put("fate", fate.kind().label())
          .put("detail", fate.detail());
    }
    return JsonSection.encode(root);
  }

  /** The record of a component; empty for one without, and for one in another format. */
  public static Optional<FateRecord> of(Component component) {
    return FORMAT.read(component).map(FateRecord::decode);
  }

  private static FateRecord decode(JsonNode root) {
    List<Fate> fates = new ArrayList<>();
    for (JsonNode node : root.path("fates")) {
      Fate.Kind.of(node.path("fate").asText(""))
          .ifPresent(kind ->
              fates.add(
                  new Fate(node.path("import").asText(""), kind, node.path("detail").asText(""))));
    }
    return new FateRecord(fates);
  }
}

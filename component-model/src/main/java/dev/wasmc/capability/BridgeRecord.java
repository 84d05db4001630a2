package dev.wasmc.capability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.component.Component;
import dev.wasmc.wasm.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bridge says about itself, in a custom section of its own, as JSON: which of its functions
 * stand for something denied. Whoever runs it can tell the user.
 */
public record BridgeRecord(List<Denied> denied) {
  /** The custom section's name. */
  public static final String SECTION = "wasmc-bridge";

  private static final JsonSection FORMAT = new JsonSection(SECTION, 1);

  /**
   * A function that answers for something denied.
   *
   * @param imported the interface under the name that the bridge exports it by; null for a function
   *     by itself
   * @param answer see {@link Denial#label()}
   */
  public record Denied(@Nullable String imported, String function, String answer) {}

  public BridgeRecord {
    denied = List.copyOf(denied);
  }

  /** The section's content. */
  public ByteSlice encode() {
    ObjectNode root = FORMAT.create();
    ArrayNode list = root.putArray("denied");
    for (Denied each : denied) {
      ObjectNode node = list.addObject();
      if (each.imported() != null) {
        node.put("interface", each.imported());
      }
      node.put("function", each.function()).put("answer", each.answer());
    }
    return JsonSection.encode(root);
  }

  /** The record of a component; empty for one without, and for one in another format. */
  public static Optional<BridgeRecord> of(Component component) {
    return FORMAT.read(component).map(BridgeRecord::decode);
  }

  private static BridgeRecord decode(JsonNode root) {
    List<Denied> denied = new ArrayList<>();
    for (JsonNode node : root.path("denied")) {
      denied.add(
          new Denied(
              node.path("interface").asText(null),
              node.path("function").asText(""),
              node.path("answer").asText("")));
    }
    return new BridgeRecord(denied);
  }
}

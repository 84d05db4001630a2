package dev.wasmc.capability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.component.Component;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  private static final int VERSION = 1;
  private static final int MAX_BYTES = 1 << 20;

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
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("version", VERSION);
    ArrayNode list = root.putArray("denied");
    for (Denied each : denied) {
      ObjectNode node = list.addObject();
      if (each.imported() != null) {
        node.put("interface", each.imported());
      }
      node.put("function", each.function()).put("answer", each.answer());
    }
    return ByteSlice.of(root.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The record of a component; empty for one without, and for one in another format. */
  public static Optional<BridgeRecord> of(Component component) {
    for (Definition definition : component.definitions()) {
      if (definition instanceof CustomDef(String name, ByteSlice bytes, int _)
          && name.equals(SECTION)
          && bytes.length() <= MAX_BYTES) {
        return decode(bytes);
      }
    }
    return Optional.empty();
  }

  private static Optional<BridgeRecord> decode(ByteSlice bytes) {
    try {
      JsonNode root = new ObjectMapper().readTree(bytes.array(), bytes.start(), bytes.length());
      if (root == null || root.path("version").asInt() != VERSION) {
        return Optional.empty();
      }
      List<Denied> denied = new ArrayList<>();
      for (JsonNode node : root.path("denied")) {
        denied.add(
            new Denied(
                node.path("interface").asText(null),
                node.path("function").asText(""),
                node.path("answer").asText("")));
      }
      return Optional.of(new BridgeRecord(denied));
    } catch (JsonProcessingException notOurs) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

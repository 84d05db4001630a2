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

/**
 * What a composed component says about itself, in a custom section, as JSON: what became of each
 * import of the guest in it.
 */
public record FateRecord(List<Fate> fates) {
  /** The custom section's name. */
  public static final String SECTION = "wasmc-fates";

  private static final int VERSION = 1;
  private static final int MAX_BYTES = 1 << 20;

  public FateRecord {
    fates = List.copyOf(fates);
  }

  /** The section's content. */
  public ByteSlice encode() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("version", VERSION);
    ArrayNode list = root.putArray("fates");
    for (Fate fate : fates) {
      list.addObject()
          .put("import", fate.imported())
          .put("fate", fate.kind().label())
          .put("detail", fate.detail());
    }
    return ByteSlice.of(root.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The record of a component; empty for one without, and for one in another format. */
  public static Optional<FateRecord> of(Component component) {
    for (Definition definition : component.definitions()) {
      if (definition instanceof CustomDef(String name, ByteSlice bytes, int _)
          && name.equals(SECTION)
          && bytes.length() <= MAX_BYTES) {
        return decode(bytes);
      }
    }
    return Optional.empty();
  }

  private static Optional<FateRecord> decode(ByteSlice bytes) {
    try {
      JsonNode root = new ObjectMapper().readTree(bytes.array(), bytes.start(), bytes.length());
      if (root == null || root.path("version").asInt() != VERSION) {
        return Optional.empty();
      }
      List<Fate> fates = new ArrayList<>();
      for (JsonNode node : root.path("fates")) {
        Optional<Fate.Kind> kind = Fate.Kind.of(node.path("fate").asText(""));
        if (kind.isPresent()) {
          fates.add(
              new Fate(node.path("import").asText(""), kind.get(), node.path("detail").asText("")));
        }
      }
      return Optional.of(new FateRecord(fates));
    } catch (JsonProcessingException notOurs) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

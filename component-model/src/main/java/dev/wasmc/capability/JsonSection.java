package dev.wasmc.capability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wasmc.component.Component;
import dev.wasmc.component.CustomDef;
import dev.wasmc.component.Definition;
import dev.wasmc.wasm.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A record in a custom section of a component: JSON with the version of its format. */
record JsonSection(String name, int version) {
  private static final int MAX_BYTES = 1 << 20;

  /** To be filled and given to {@link #encode}. */
  ObjectNode create() {
    return new ObjectMapper().createObjectNode().put("version", version);
  }

  static ByteSlice encode(ObjectNode root) {
    return ByteSlice.of(root.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The first one of a component; empty where there is none, or one in another format. */
  Optional<JsonNode> read(Component component) {
    for (Definition definition : component.definitions()) {
      if (definition instanceof CustomDef(String section, ByteSlice bytes, int _)
          && section.equals(name)
          && bytes.length() <= MAX_BYTES) {
        return decode(bytes);
      }
    }
    return Optional.empty();
  }

  private Optional<JsonNode> decode(ByteSlice bytes) {
    Optional<String> text = bytes.utf8();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new ObjectMapper().readTree(text.get()))
          .filter(root -> root.path("version").asInt() == version);
    } catch (JsonProcessingException notOurs) {
      return Optional.empty();
    }
  }
}

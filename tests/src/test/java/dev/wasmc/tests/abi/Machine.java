package dev.wasmc.tests.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.abi.CanonicalOptions;
import dev.wasmc.abi.Handles;
import dev.wasmc.abi.HostBudget;
import dev.wasmc.abi.LiftLowerContext;
import dev.wasmc.component.StringEncoding;
import java.util.Arrays;

/** An instance with a memory, for one vector. */
final class Machine {
  final ArrayMemory memory = new ArrayMemory(65536, 165);
  final ScriptedRealloc realloc;
  final LiftLowerContext context;

  /**
   * @param filled whether the memory is as the vector says, or still full of noise
   */
  Machine(JsonNode vector, boolean filled, Handles handles) {
    if (filled) {
      memory.put(vector.path("mem"));
    }
    String encoding = vector.path("encoding").asText("utf8");
    boolean sameCalls = encoding.equals("utf8") && vector.path("src").asText("utf8").equals("utf8");
    realloc = new ScriptedRealloc(vector.path("realloc"), sameCalls || vector.has("why"));
    context =
        new LiftLowerContext(
            new CanonicalOptions(encoding(encoding), memory, realloc),
            handles,
            HostBudget.ofBytes(1 << 24));
  }

  /** After the value was lowered. */
  void compare(JsonNode expected) {
    if (realloc.strict()) {
      assertEquals("", memory.difference(expected));
      assertEquals(0, realloc.left(), "calls of realloc that were not made");
    }
  }

  static StringEncoding encoding(String keyword) {
    return Arrays.stream(StringEncoding.values())
        .filter(each -> each.keyword().equals(keyword))
        .findFirst()
        .orElseThrow();
  }
}

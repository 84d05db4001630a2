package dev.wasmc.tests.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.abi.AbiTrapException;
import dev.wasmc.abi.CallScope;
import dev.wasmc.abi.HandleTable;
import dev.wasmc.abi.Handles;
import dev.wasmc.abi.ResourceHandle;
import dev.wasmc.abi.ResourceTable;
import dev.wasmc.abi.ValueCodec;
import dev.wasmc.abi.ValueCodecs;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.ValueType;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class HandleVectorsTest {
  private final Vectors vectors = new Vectors();

  @TestFactory
  Stream<DynamicTest> vectors() {
    return StreamSupport.stream(Vectors.file("handles.json").get("vectors").spliterator(), false)
        .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> run(vector)));
  }

  private void run(JsonNode vector) {
    if (vector.get("op").asText().equals("table")) {
      table(vector);
      return;
    }
    Instance instance = new Instance();
    vector.get("table_before").forEach(instance::add);
    ValueType type = vectors.type(vector.get("type"));
    ValueCodec codec = new ValueCodecs().of(type);
    if (vector.get("op").asText().equals("lower")) {
      Machine machine = new Machine(vector, false, instance);
      long[] expected = Vectors.flat(vector.get("flat"));
      long[] flat = new long[expected.length];
      codec.lower(machine.context, vectors.value(vector.get("value"), type), flat, 0);
      assertEquals(Arrays.toString(expected), Arrays.toString(flat));
      machine.compare(vector.path("mem"));
      assertEquals(vector.get("task_borrows").asInt(), instance.scope.borrows());
    } else {
      Machine machine = new Machine(vector, true, instance);
      long[] flat = Vectors.flat(vector.get("flat"));
      if (vector.has("trap")) {
        assertThrows(AbiTrapException.class, () -> codec.lift(machine.context, flat, 0));
        return;
      }
      assertEquals(vectors.value(vector.get("value"), type), codec.lift(machine.context, flat, 0));
    }
    instance.compare(vector.get("table_after"));
  }

  private static void table(JsonNode vector) {
    HandleTable<String> table = new HandleTable<>();
    for (int i = 0; i < vector.get("ops").size(); i++) {
      JsonNode op = vector.get("ops").get(i);
      assertEquals(vector.get("results").get(i).asText(), apply(table, op), "operation " + i);
    }
  }

  private static String apply(HandleTable<String> table, JsonNode op) {
    try {
      return switch (op.get(0).asText()) {
        case "add" -> Integer.toString(table.add("entry"));
        case "get" -> table.get(op.get(1).asInt()).replace("entry", "ok");
        case "remove" -> table.remove(op.get(1).asInt()).replace("entry", "ok");
        default -> throw new IllegalArgumentException(op.toString());
      };
    } catch (AbiTrapException _) {
      return "trap";
    }
  }

  /** The instance implements the resource {@code mine}. */
  private final class Instance implements Handles {
    private final HandleTable<ResourceHandle<ResourceType>> handles = new HandleTable<>();
    private final ResourceTable<ResourceType> resources = new ResourceTable<>(handles);
    private final CallScope scope = new CallScope();

    void add(JsonNode entry) {
      ResourceType type = vectors.resource(entry.get("resource").asText());
      Integer representation = entry.get("rep").asInt();
      int index =
          entry.get("own").asBoolean()
              ? resources.addOwn(type, representation)
              : resources.addBorrow(type, representation, new CallScope());
      assertEquals(entry.get("index").asInt(), index);
      for (int i = 0; i < entry.get("lends").asInt(); i++) {
        resources.lend(type, index, new CallScope());
      }
    }

    void compare(JsonNode entries) {
      assertEquals(entries.size(), handles.size(), "handles");
      for (JsonNode entry : entries) {
        ResourceHandle<ResourceType> handle = handles.get(entry.get("index").asInt());
        assertEquals(entry.get("resource").asText(), handle.type().name());
        assertEquals(entry.get("rep").asInt(), handle.resource());
        assertEquals(entry.get("own").asBoolean(), handle.own());
        assertEquals(entry.get("lends").asInt(), handle.lends());
      }
    }

    @Override
    public int lowerOwn(ResourceType type, Object resource) {
      return resources.addOwn(type, resource);
    }

    @Override
    public int lowerBorrow(ResourceType type, Object resource) {
      return type.name().equals("mine")
          ? (Integer) resource
          : resources.addBorrow(type, resource, scope);
    }

    @Override
    public Object liftOwn(ResourceType type, int handle) {
      return resources.takeOwn(type, handle);
    }

    @Override
    public Object liftBorrow(ResourceType type, int handle) {
      return resources.lend(type, handle, scope);
    }
  }
}

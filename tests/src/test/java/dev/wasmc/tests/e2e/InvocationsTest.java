package dev.wasmc.tests.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.capability.Policy;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The calls that the corpus records, but for those of limits: see {@link HostileTest}. */
final class InvocationsTest {
  private static final String COMMAND = "the command";

  @TestFactory
  Stream<DynamicTest> recorded() {
    return Guests.components().stream().flatMap(InvocationsTest::ofGuest);
  }

  private static Stream<DynamicTest> ofGuest(String name) {
    JsonNode invocations = Guests.entry(name).path("invocations");
    return invocations
        .valueStream()
        .filter(each -> each.has("result") && !each.has("limits"))
        .filter(each -> !each.get("invoke").asText().equals(COMMAND))
        .map(each ->
            DynamicTest.dynamicTest(
                name + " " + each.get("invoke").asText(), () -> invoke(name, each)));
  }

  private static void invoke(String name, JsonNode recorded) {
    boolean plugged = !Sealed.plugs(name).isEmpty();
    Ran ran =
        Ran.invoke(
            plugged ? Sealed.of(name).component() : Guests.load(name),
            Policy.DENY_ALL,
            recorded.get("invoke").asText());
    assertEquals(recorded.get("result").asText(), ran.value());
  }
}

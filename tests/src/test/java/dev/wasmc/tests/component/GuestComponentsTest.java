package dev.wasmc.tests.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.component.validate.ValidatedComponent;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other tools wrote: the components among the example guests. */
final class GuestComponentsTest {
  /** What componentize-py adds, which the list of guests leaves out. */
  private static final String TOOLCHAIN_EXPORT = "exports";

  @TestFactory
  Stream<DynamicTest> guests() throws IOException {
    JsonNode guests =
        new ObjectMapper().readTree(Shared.guests("guests.json").toFile()).get("guests");
    return guests
        .valueStream()
        .filter(guest -> guest.get("kind").asText().equals("component"))
        .map(guest -> DynamicTest.dynamicTest(guest.get("file").asText(), () -> guest(guest)));
  }

  private static void guest(JsonNode guest) throws IOException {
    String name = guest.get("file").asText();
    byte[] bytes = Files.readAllBytes(Shared.guests(name));
    Component component = ComponentDecoder.decode(name, ByteSlice.of(bytes));
    assertArrayEquals(bytes, ComponentEncoder.encode(component));
    ValidatedComponent valid = ComponentValidator.validate(name, component);
    if (!guest.get("imports").isNull()) {
      assertEquals(names(guest.get("imports")), valid.type().imports().keySet());
      Set<String> exports = new HashSet<>(valid.type().exports().keySet());
      exports.remove(TOOLCHAIN_EXPORT);
      assertEquals(names(guest.get("exports")), exports);
    }
    assertEquals(guest.get("core_modules").asInt(), coreModules(valid));
  }

  private static int coreModules(ValidatedComponent root) {
    int count = 0;
    Deque<ValidatedComponent> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      ValidatedComponent next = open.removeLast();
      count += next.modules().size();
      open.addAll(next.nested());
    }
    return count;
  }

  /** Functions are listed with their types. */
  private static Set<String> names(JsonNode array) {
    Set<String> names = new HashSet<>();
    array.forEach(each -> names.add(each.asText().replaceFirst(": .*", "")));
    return names;
  }

  @ParameterizedTest
  @CsvSource({
    "bad-utf8-name, wrong-layer",
    "bit-flipped-1, unknown-export",
    "bit-flipped-2, bad-code-end",
    "bit-flipped-3, unknown-export",
    "bit-flipped-4, unknown-export",
    "bit-flipped-5, bad-flag",
    "bit-flipped-6, unknown-export",
    "bit-flipped-7, missing-argument",
    "bit-flipped-8, bad-utf8",
    "core-header-component-body, wrong-layer",
    "empty, empty-file",
    "header-only-core, wrong-layer",
    "huge-count, wrong-layer",
    "huge-locals, wrong-layer",
    "huge-section, wrong-layer",
    "magic-only, unexpected-end",
    "not-wasm, text-file",
    "overlong-leb, wrong-layer",
    "text, text-file",
    "trailing-garbage, unknown-section",
    "truncated-core, wrong-layer",
    "truncated-half, unexpected-end",
    "truncated-last-byte, unexpected-end",
    "twice-the-same-section, wrong-layer",
    "wrong-layer, wrong-layer",
    "wrong-magic, bad-magic",
    "wrong-version-component, unknown-version",
    "wrong-version-core, unknown-version",
    "zeros, bad-magic",
  })
  void malformed(String name, String id) throws IOException {
    ByteSlice bytes =
        ByteSlice.of(Files.readAllBytes(Shared.guests("malformed/" + name + ".wasm")));
    DiagnosticException e =
        assertThrows(
            DiagnosticException.class,
            () -> ComponentValidator.validate(name, ComponentDecoder.decode(name, bytes)));
    assertEquals(id, e.first().problem().id());
    assertInstanceOf(Place.InBytes.class, e.first().place());
  }
}

package dev.wasmc.tests.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The guests of the corpus, each loaded once, and those of our own. */
final class Guests {
  private static final Map<String, GuestComponent> LOADED = new ConcurrentHashMap<>();

  private Guests() {}

  /**
   * @param name without its ending
   */
  static GuestComponent load(String name) {
    return LOADED.computeIfAbsent(
        name,
        _ -> {
          try {
            return GuestComponent.load(
                name, ByteSlice.of(Files.readAllBytes(Shared.guests(name + ".wasm"))));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A guest in component text, beside this class among the test resources. */
  static GuestComponent text(String name) {
    try (InputStream in =
        Objects.requireNonNull(Guests.class.getResourceAsStream(name + ".wat"), name)) {
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GuestComponent parse(String name, String text) {
    return GuestComponent.load(
        name,
        ByteSlice.of(ComponentEncoder.encode(ComponentParser.parse(new SourceFile(name, text)))));
  }

  private static Stream<JsonNode> entries() {
    try {
      return new ObjectMapper()
          .readTree(Shared.guests("guests.json").toFile())
          .get("guests")
          .valueStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all that are components. */
  static List<String> components() {
    return entries()
        .filter(guest -> guest.get("kind").asText().equals("component"))
        .map(Guests::name)
        .toList();
  }

  /** What the corpus says about one. */
  static JsonNode entry(String name) {
    return entries().filter(guest -> name(guest).equals(name)).findFirst().orElseThrow();
  }

  private static String name(JsonNode guest) {
    return guest.get("file").asText().replaceFirst("\\.wasm$", "");
  }
}

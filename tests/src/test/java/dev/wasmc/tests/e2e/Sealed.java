package dev.wasmc.tests.e2e;

import dev.wasmc.capability.MockClock;
import dev.wasmc.capability.Policy;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.sandbox.Sandbox;
import dev.wasmc.tests.Shared;
import dev.wasmc.virtualize.Artifact;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A guest sealed with an answer for everything that has one. Each is made once. */
record Sealed(Artifact artifact, GuestComponent component) {
  private static final Map<String, Sealed> MADE = new ConcurrentHashMap<>();

  static Sealed of(String name) {
    return MADE.computeIfAbsent(
        name,
        _ -> of(name, Sandbox.compose(Guests.load(name), plugs(name), Optional.of(policy()))));
  }

  static Sealed of(String name, Artifact artifact) {
    return new Sealed(artifact, GuestComponent.load(name, ByteSlice.of(artifact.bytes())));
  }

  static Policy policy() {
    try {
      return Policy.builder()
          .clock(new MockClock(Instant.parse("2000-01-01T00:00:00Z"), Duration.ZERO))
          .randomSeed(7)
          .environment("A", "1")
          .environment("B", "2")
          .argument("one")
          .argument("two words")
          .mount("/data", Shared.guests("fixture/data").toString())
          .stdin(ByteSlice.of(Files.readAllBytes(Shared.guests("fixture/stdin.txt"))))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a guest cannot do without. */
  static List<GuestComponent> plugs(String guest) {
    return switch (guest) {
      case "app" -> List.of(Guests.load("env-thief"));
      case "universe-guest" -> List.of(Guests.load("universe-provider"));
      case "js-plain" -> List.of(Guests.load("plain-host"));
      default -> List.of();
    };
  }

  Path write(Path folder) {
    try {
      return Files.write(folder.resolve(component.name() + ".wasm"), artifact.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

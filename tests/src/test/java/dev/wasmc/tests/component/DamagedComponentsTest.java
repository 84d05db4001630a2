package dev.wasmc.tests.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged components are refused with a diagnostic or read as what they are; nothing else is
 * thrown.
 */
final class DamagedComponentsTest {
  private static final int ROUNDS = 3_000;
  private static final int HEADER = 8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handle-leak",
        "spin-exports",
        "deep-nesting",
        "app",
        "universe-composed",
        "c-hello"
      })
  void damageIsDiagnosed(String guest) throws IOException {
    byte[] sample = Files.readAllBytes(Shared.guests(guest + ".wasm"));
    Random random = new Random(guest.hashCode());
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = sample.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
              bytes = damage(bytes, random);
            }
            read(bytes);
          }
        });
  }

  private static void read(byte[] bytes) {
    try {
      Component component = ComponentDecoder.decode("f", ByteSlice.of(bytes));
      byte[] written = ComponentEncoder.encode(component);
      assertArrayEquals(
          written, ComponentEncoder.encode(ComponentDecoder.decode("f", ByteSlice.of(written))));
      ComponentValidator.validate("f", component);
    } catch (DiagnosticException refused) {
      return;
    }
  }

  private static byte[] damage(byte[] bytes, Random random) {
    int at = HEADER + random.nextInt(bytes.length - HEADER);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = (byte) 0xff;
      case 3 -> bytes[at] = bytes[HEADER + random.nextInt(bytes.length - HEADER)];
      default -> {
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
      }
    }
    return bytes;
  }
}

package dev.wasmc.wasm.binary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged modules are refused with a diagnostic or read as what they are; nothing else is thrown.
 */
final class MutatedModulesTest {
  private static final int ROUNDS = 20_000;

  @Test
  void damageIsDiagnosed() {
    List<byte[]> samples = SampleModules.all().stream().map(ModuleEncoder::encode).toList();
    Random random = new Random(7);
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = samples.get(i % samples.size()).clone();
            int damages = 1 + random.nextInt(3);
            for (int k = 0; k < damages; k++) {
              bytes = damage(bytes, random);
            }
            read(bytes);
          }
        });
  }

  private static void read(byte[] bytes) {
    CoreModule module;
    try {
      module = ModuleDecoder.decode("f", ByteSlice.of(bytes));
    } catch (DiagnosticException refused) {
      return;
    }
    byte[] written = ModuleEncoder.encode(module);
    assertArrayEquals(
        written, ModuleEncoder.encode(ModuleDecoder.decode("f", ByteSlice.of(written))));
    ModuleNames.of(module);
    try {
      ModuleValidator.check("f", module, Features.ALL);
    } catch (DiagnosticException refused) {
      return;
    }
  }

  private static byte[] damage(byte[] bytes, Random random) {
    int at = FileKind.HEADER_SIZE + random.nextInt(bytes.length - FileKind.HEADER_SIZE);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = (byte) 0xff;
      case 3 -> {
        return Arrays.copyOf(bytes, at + 1);
      }
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
      }
    }
    return bytes;
  }
}

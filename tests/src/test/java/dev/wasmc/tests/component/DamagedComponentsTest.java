package dev.wasmc.tests.component;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.tests.Shared;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.binary.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every guest, damaged at random: it is refused with a diagnostic, or read, written, printed and
 * checked as what it is. Nothing else is thrown, even on a small stack, and nothing hangs.
 */
final class DamagedComponentsTest {
  /**
   * For each guest, each round with a seed of its own; by default as many as half a megabyte
   * allows, so none of those that are larger.
   */
  private static final int ROUNDS = Integer.getInteger("wasmc.fuzz.rounds", 0);

  private static final int DEFAULT_BYTES = 500_000;
  private static final int MAX_DEFAULT_ROUNDS = 200;

  /** Larger ones are printed in one round of so many: their text is most of the time. */
  private static final int LARGE_TEXT_ROUNDS = 10;

  /** Where, at both ends of a file, a component's own sections stand. */
  private static final int EDGE_BYTES = 16 << 10;

  private static final long STACK_BYTES = 512 << 10;
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration SLOW_ROUND = Duration.ofSeconds(5);

  @TestFactory
  Stream<DynamicTest> damageIsDiagnosed() throws IOException {
    List<Path> guests;
    try (Stream<Path> files = Files.list(Shared.guests(""))) {
      guests = files.filter(file -> file.toString().endsWith(".wasm")).sorted().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path guest : guests) {
      int rounds = rounds(Files.size(guest));
      if (rounds > 0) {
        tests.add(
            DynamicTest.dynamicTest(guest.getFileName().toString(), () -> run(guest, rounds)));
      }
    }
    return tests.stream();
  }

  private static int rounds(long bytes) {
    return ROUNDS > 0 ? ROUNDS : (int) Math.min(DEFAULT_BYTES / bytes, MAX_DEFAULT_ROUNDS);
  }

  private static void run(Path guest, int rounds) throws IOException {
    byte[] sample = Files.readAllBytes(guest);
    long seed = guest.getFileName().toString().hashCode();
    FutureTask<@Nullable Void> task =
        new FutureTask<>(
            () -> {
              for (int i = 0; i < rounds; i++) {
                round(sample, new SplittableRandom(seed * Integer.MAX_VALUE + i), i);
              }
            },
            null);
    Thread thread = new Thread(null, task, "small stack", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    Duration most = START.plus(SLOW_ROUND.multipliedBy(rounds));
    assertDoesNotThrow(() -> task.get(most.toSeconds(), TimeUnit.SECONDS));
  }

  private static void round(byte[] sample, SplittableRandom random, int index) {
    byte[] bytes = sample.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes = damage(bytes, random);
    }
    try {
      boolean printed =
          bytes.length < BinaryRoundTrips.MAX_TEXT_BYTES || index % LARGE_TEXT_ROUNDS == 0;
      if (FileKind.sniff("f", ByteSlice.of(bytes)) == FileKind.CORE_MODULE) {
        BinaryRoundTrips.module(bytes, printed);
      } else {
        BinaryRoundTrips.component(bytes, printed);
      }
    } catch (DiagnosticException refused) {
      return;
    } catch (AssertionError | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("round " + index, e);
    }
  }

  private static byte[] damage(byte[] bytes, SplittableRandom random) {
    int at = place(bytes.length, random);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = (byte) 0xff;
      case 3 -> bytes[at] = bytes[random.nextInt(bytes.length)];
      default -> {
        return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
      }
    }
    return bytes;
  }

  private static int place(int length, SplittableRandom random) {
    int edge = Math.min(EDGE_BYTES, length);
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(edge);
      case 1 -> length - 1 - random.nextInt(edge);
      default -> random.nextInt(length);
    };
  }
}

package dev.wasmc.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a fuzzer starts from, and what one found once, without the fuzzer. */
final class FuzzTest {
  private static final Path FOUND = Path.of("src/test/resources/dev/wasmc/tests/fuzz");
  private static final long STACK_BYTES = 512 << 10;
  private static final Duration MOST = Duration.ofSeconds(10);

  @TestFactory
  Stream<DynamicTest> seeds() {
    return Stream.of(FuzzTarget.values())
        .map(target ->
            DynamicTest.dynamicTest(
                target.label(),
                () -> {
                  List<byte[]> seeds = target.seeds();
                  assertTrue(seeds.size() > 100, seeds.size() + " seeds");
                  for (byte[] seed : seeds) {
                    target.check(seed);
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> found() {
    return files(FOUND)
        .flatMap(folder -> {
          FuzzTarget target = FuzzTarget.of(folder.getFileName().toString());
          return files(folder)
              .map(file ->
                  DynamicTest.dynamicTest(
                      target.label() + " " + file.getFileName(), () -> check(target, file)));
        });
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new AssertionError("a folder of the project can be read", e);
    }
  }

  private static void check(FuzzTarget target, Path file) throws IOException {
    byte[] input = Files.readAllBytes(file);
    FutureTask<@Nullable Void> task = new FutureTask<>(() -> target.check(input), null);
    Thread thread = new Thread(null, task, "small stack", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    assertDoesNotThrow(() -> task.get(MOST.toSeconds(), TimeUnit.SECONDS));
  }
}

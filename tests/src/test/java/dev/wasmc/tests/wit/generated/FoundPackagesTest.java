package dev.wasmc.tests.wit.generated;

import dev.wasmc.tests.wit.WitRoundTrips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What generated packages showed to be wrong once, made small. */
final class FoundPackagesTest {
  @TestFactory
  Stream<DynamicTest> found() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of("src/test/resources/dev/wasmc/tests/wit/generated"))) {
      return files.sorted().toList().stream()
          .map(file ->
              DynamicTest.dynamicTest(
                  file.getFileName().toString(),
                  () -> WitRoundTrips.valid(Files.readString(file))));
    }
  }
}

package dev.wasmc.tests.cli;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wasmc.tests.Golden;
import dev.wasmc.tests.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What {@code inspect} says about every guest and every malformed file. */
final class InspectTest {
  @TestFactory
  Stream<DynamicTest> guests() throws IOException {
    return approve(Shared.guests(""), "inspect/", "inspect ");
  }

  @TestFactory
  Stream<DynamicTest> malformed() throws IOException {
    return approve(Shared.guests("malformed"), "malformed/", "inspect ");
  }

  private static Stream<DynamicTest> approve(Path folder, String golden, String command)
      throws IOException {
    Console console = new Console(folder, Map.of());
    return files(folder).stream()
        .map(file ->
            dynamicTest(
                file,
                () ->
                    Golden.verify(
                        InspectTest.class,
                        golden + file.replace(".wasm", ""),
                        console.transcript(command + file))));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".wasm"))
          .sorted()
          .toList();
    }
  }
}

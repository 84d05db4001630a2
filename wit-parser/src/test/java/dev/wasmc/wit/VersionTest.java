package dev.wasmc.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {
  @Test
  void ordersByPrecedence() {
    List<String> inOrder =
        List.of(
            "0.0.1",
            "0.1.0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "2.0.0");
    List<String> sorted =
        inOrder.reversed().stream()
            .map(VersionTest::version)
            .sorted()
            .map(Version::toString)
            .toList();
    assertEquals(inOrder, sorted);
  }

  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.2.3", "0.0.0", "1.0.0-a.1+b.02", "18446744073709551615.0.0", "1.0.0-0a"})
  void roundTrips(String text) {
    assertEquals(text, version(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2",
        "01.2.3",
        "1.2.3-01",
        "1.2.3-a..b",
        "1.2.3+",
        "18446744073709551616.0.0",
        ""
      })
  void rejects(String text) {
    assertTrue(Version.parse(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 1.9.0, true",
    "1.2.3, 2.0.0, false",
    "0.2.0, 0.2.12, true",
    "0.2.0, 0.3.0, false",
    "0.0.1, 0.0.2, false",
    "1.0.0-rc.1, 1.0.0, false",
    "1.0.0-rc.1, 1.0.0-rc.1, true"
  })
  void tracks(String left, String right, boolean compatible) {
    assertEquals(compatible, version(left).isCompatibleWith(version(right)));
    assertEquals(compatible, Stream.of(version(right)).allMatch(version(left)::isCompatibleWith));
  }
}

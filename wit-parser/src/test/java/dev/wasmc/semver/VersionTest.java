package dev.wasmc.semver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {
  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0",
        "1.2.3",
        "18446744073709551615.0.0",
        "1.0.0-alpha.1",
        "1.0.0--",
        "1.0.0-0a.b",
        "1.0.0+001",
        "1.0.0-rc.1+build.5"
      })
  void validTextComesBack(String text) {
    assertEquals(text, version(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2",
        "01.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0+",
        "1.0.0-a..b",
        "1.0.0 ",
        "v1.0.0",
        "18446744073709551616.0.0",
        "1.0.0-ä"
      })
  void invalid(String text) {
    assertEquals(Optional.empty(), Version.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 1, .2.3",
    "0.2.6-rc.1, 0.2, .6-rc.1",
    "0.0.1-alpha, 0.0.1, -alpha",
    "0.0.0, 0.0.0, ''",
  })
  void tracks(String text, String track, String suffix) {
    assertEquals(track, version(text).track());
    assertEquals(suffix, version(text).suffix());
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, 1.9.3, true",
    "1.0.0, 2.0.0, false",
    "0.2.0, 0.2.12, true",
    "0.2.0, 0.3.0, false",
    "0.0.1, 0.0.2, false",
    "0.2.0-rc.1, 0.2.0-rc.1, true",
    "0.2.0-rc.1, 0.2.0, false",
    "0.2.0-rc.1+a, 0.2.0-rc.1+b, false",
    "0.2.0+a, 0.2.0+b, true",
  })
  void compatible(String a, String b, boolean expected) {
    assertEquals(expected, version(a).isCompatibleWith(version(b)));
    assertEquals(expected, version(b).isCompatibleWith(version(a)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, 1.0.0+b, false",
    "1.0.0+a, 1.0.0+b, false",
    "1.0.0-rc.1+b, 1.0.0-rc.1, false",
    "1.0.0-rc.1, 1.0.0, true",
    "1.0.0+b, 1.0.1, true",
    "1.0.1, 1.0.0+b, false",
  })
  void older(String a, String b, boolean expected) {
    assertEquals(expected, version(a).isOlderThan(version(b)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0-alpha, 1.0.0-alpha.1",
    "1.0.0-alpha.1, 1.0.0-alpha.beta",
    "1.0.0-beta.2, 1.0.0-beta.11",
    "1.0.0-rc.1, 1.0.0",
    "0.9.9, 1.0.0",
    "1.2.0, 1.10.0",
    "1.0.0, 1.0.0+b",
    "1.0.0+b, 1.0.1",
    "9223372036854775807.0.0, 9223372036854775808.0.0",
  })
  void order(String lower, String higher) {
    assertTrue(version(lower).compareTo(version(higher)) < 0);
    assertEquals(
        List.of(version(lower), version(higher)),
        List.of(version(higher), version(lower)).stream().sorted().toList());
  }
}

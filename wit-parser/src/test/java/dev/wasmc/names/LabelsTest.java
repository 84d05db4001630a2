package dev.wasmc.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelsTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "label",
      quoteCharacter = '\'',
      value = {
        "a, label, true",
        "a1-b2, label, true",
        "a-1, label, true",
        "x-URL-2D, label, false",
        "A, label, false",
        "'', it is empty, false",
        "1a, it starts with a digit, false",
        "1, it starts with a digit, false",
        "-a, there is nothing beside a dash, false",
        "a-, there is nothing beside a dash, false",
        "a--b, there is nothing beside a dash, false",
        "-, there is nothing beside a dash, false",
        "aB, `aB` mixes upper and lower case, false",
        "a-Bc-d, `Bc` mixes upper and lower case, false",
        "a_b, `_` cannot be part of it, false",
        "a.b, `.` cannot be part of it, false",
        "\u00e4, `\u00e4` cannot be part of it, false",
        "a\u0661, `\u0661` cannot be part of it, false",
        "a\ud835\udc4e, `\ud835\udc4e` cannot be part of it, false",
      })
  void labels(String text, @Nullable String reason, boolean isLower) {
    assertEquals(reason, Labels.whyInvalid(text));
    assertEquals(reason == null, Labels.isLabel(text));
    assertEquals(isLower, Labels.isLowerLabel(text));
  }
}

package dev.wasmc.tests.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wasmc.abi.AbiLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers of the canonical ABI; those of {@code async} have no counterpart yet. */
final class AbiConstantsTest {
  @Test
  void numbersAreTheStandards() {
    JsonNode constants = Vectors.file("constants.json");
    Map<String, Long> ours = new LinkedHashMap<>();
    ours.put("MAX_FLAT_PARAMS", (long) AbiLimits.MAX_FLAT_PARAMS);
    ours.put("MAX_FLAT_ASYNC_PARAMS", (long) AbiLimits.MAX_FLAT_ASYNC_PARAMS);
    ours.put("MAX_FLAT_RESULTS", (long) AbiLimits.MAX_FLAT_RESULTS);
    ours.put("MAX_STRING_BYTE_LENGTH", (long) AbiLimits.MAX_STRING_BYTE_LENGTH);
    ours.put("MAX_LIST_BYTE_LENGTH", (long) AbiLimits.MAX_LIST_BYTE_LENGTH);
    ours.put("TABLE_MAX_LENGTH", (long) AbiLimits.MAX_HANDLE_INDEX);
    Map<String, Long> standard = new LinkedHashMap<>();
    ours.keySet().forEach(name -> standard.put(name, constants.get(name).asLong()));
    assertEquals(standard, ours);
  }

  @Test
  void bitPatternsAreTheStandards() {
    JsonNode constants = Vectors.file("constants.json");
    assertEquals(
        constants.get("UTF16_TAG").get("i32").asText(),
        Integer.toUnsignedString(AbiLimits.UTF16_TAG));
    assertEquals(
        constants.get("CANONICAL_FLOAT32_NAN").asText(),
        "0x" + Integer.toHexString(AbiLimits.CANONICAL_NAN32));
    assertEquals(
        constants.get("CANONICAL_FLOAT64_NAN").asText(),
        "0x" + Long.toHexString(AbiLimits.CANONICAL_NAN64));
  }
}

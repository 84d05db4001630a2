package dev.wasmc.wasm.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.WasmProblem.Malformed;
import dev.wasmc.wasm.WasmProblem.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileKindTest {
  @ParameterizedTest
  @CsvSource({
    "0061736d01000000, CORE_MODULE",
    "0061736d0d000100, COMPONENT",
    "0061736d0d00010000, COMPONENT"
  })
  void knows(String hex, FileKind kind) {
    assertEquals(kind, FileKind.sniff("f", bytes(hex)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY_FILE, 0",
    "00, UNEXPECTED_END, 1",
    "0061736d, UNEXPECTED_END, 4",
    "0061736d010000, UNEXPECTED_END, 7",
    "0000000000000000, BAD_MAGIC, 0",
    "0061736e01000000, BAD_MAGIC, 0",
    "7f454c4601000000, BAD_MAGIC, 0",
    "0061736d02000000, UNKNOWN_VERSION, 4",
    "0061736d0c000100, UNKNOWN_VERSION, 4",
    "0061736d0d000200, WRONG_LAYER, 6",
  })
  void refuses(String hex, Reason reason, long offset) {
    refused(bytes(hex), reason, offset);
  }

  @ParameterizedTest
  @CsvSource({"(module)", "'  ;; a comment'", "'plain\ttext\n'", "grüße"})
  void tellsText(String text) {
    refused(ByteSlice.of(text.getBytes(StandardCharsets.UTF_8)), Reason.TEXT_FILE, 0);
  }

  @Test
  void refusesAComponentForAModule() {
    DiagnosticException e =
        assertThrows(
            DiagnosticException.class, () -> ModuleDecoder.decode("f", bytes("0061736d0d000100")));
    assertEquals(Reason.WRONG_LAYER, ((Malformed) e.first().problem()).reason());
  }

  private static void refused(ByteSlice bytes, Reason reason, long offset) {
    DiagnosticException e =
        assertThrows(DiagnosticException.class, () -> FileKind.sniff("f", bytes));
    assertEquals(reason, ((Malformed) e.first().problem()).reason());
    assertEquals(new Place.InBytes("f", offset), e.first().place());
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(HexFormat.of().parseHex(hex));
  }
}

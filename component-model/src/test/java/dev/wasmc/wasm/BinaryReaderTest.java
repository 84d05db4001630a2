package dev.wasmc.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.WasmProblem.Malformed;
import dev.wasmc.wasm.WasmProblem.Reason;
import java.util.HexFormat;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinaryReaderTest {
  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "7f, 127",
    "8000, 0",
    "8080808000, 0",
    "e58e26, 624485",
    "ffffffff0f, 4294967295",
  })
  void unsigned32(String hex, long value) {
    assertEquals(value, Integer.toUnsignedLong(reader(hex).u32()));
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffff1f, INTEGER_TOO_LARGE",
    "808080808000, INTEGER_TOO_LONG",
    "ffffffff8f00, INTEGER_TOO_LONG",
    "8080, UNEXPECTED_END",
    "'', UNEXPECTED_END",
  })
  void refuses32(String hex, Reason reason) {
    assertEquals(reason, refusal(hex, BinaryReader::u32));
  }

  @ParameterizedTest
  @CsvSource({
    "7f, -1",
    "40, -64",
    "3f, 63",
    "ff00, 127",
    "ffffffff7f, -1",
    "ffffffff07, 2147483647",
    "8080808078, -2147483648",
  })
  void signed32(String hex, int value) {
    assertEquals(value, reader(hex).s32());
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffff0f, INTEGER_TOO_LARGE",
    "8080808070, INTEGER_TOO_LARGE",
    "ffffffff4f, INTEGER_TOO_LARGE",
    "ffffffffff7f, INTEGER_TOO_LONG",
  })
  void refusesSigned32(String hex, Reason reason) {
    assertEquals(reason, refusal(hex, BinaryReader::s32));
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffff0f, 4294967295",
    "8080808070, -4294967296",
    "40, -64",
  })
  void signed33(String hex, long value) {
    assertEquals(value, reader(hex).s33());
  }

  @ParameterizedTest
  @CsvSource({
    "ffffffffffffffffff01, INTEGER_TOO_LARGE",
    "ffffffffffffffffff7d, INTEGER_TOO_LARGE",
    "ffffffffffffffffffff7f, INTEGER_TOO_LONG",
  })
  void refusesSigned64(String hex, Reason reason) {
    assertEquals(reason, refusal(hex, BinaryReader::s64));
  }

  @Property
  void whatIsWrittenIsRead(@ForAll long value, @ForAll int small) {
    BinaryReader in =
        new BinaryReader(
            "", new BinaryWriter().s64(value).u64(value).u32(small).s64(small).toSlice());
    assertEquals(value, in.s64());
    assertEquals(value, in.u64());
    assertEquals(small, in.u32());
    assertEquals(small, in.s32());
  }

  @ParameterizedTest
  @CsvSource({"02c328", "03eda080", "02c080", "04f5808080", "01ff"})
  void refusesWhatIsNoUtf8(String hex) {
    assertEquals(Reason.BAD_UTF8, refusal(hex, BinaryReader::name));
  }

  @Test
  void aCountBeyondTheBytesLeftIsRefusedBeforeTheLimit() {
    assertEquals(Reason.UNEXPECTED_END, refusal("ffffffff0f", in -> in.count(10, "things")));
  }

  @Test
  void aCountBeyondTheLimitIsRefused() {
    BinaryReader in = reader("03000000");
    DiagnosticException e = assertThrows(DiagnosticException.class, () -> in.count(2, "things"));
    assertEquals(new WasmProblem.OverLimit("the number of things (3)", 2), e.first().problem());
  }

  @Test
  void offsetsArePositionsInTheArray() {
    BinaryReader in = new BinaryReader("f", ByteSlice.of(new byte[] {1, 2, (byte) 0x80, 3}, 1, 3));
    in.u8();
    DiagnosticException e = assertThrows(DiagnosticException.class, in::u32);
    assertEquals(new Place.InBytes("f", 3), e.first().place());
  }

  private static BinaryReader reader(String hex) {
    return new BinaryReader("", ByteSlice.of(HexFormat.of().parseHex(hex)));
  }

  private static Reason refusal(String hex, Function<BinaryReader, ?> read) {
    BinaryReader in = reader(hex);
    DiagnosticException e = assertThrows(DiagnosticException.class, () -> read.apply(in));
    return ((Malformed) e.first().problem()).reason();
  }
}

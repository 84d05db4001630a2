package dev.wasmc.wasm.binary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.wasm.BinaryWriter;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.CustomSection;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.SectionId;
import dev.wasmc.wasm.WasmProblem.Malformed;
import dev.wasmc.wasm.WasmProblem.OverLimit;
import dev.wasmc.wasm.WasmProblem.Reason;
import dev.wasmc.wasm.validate.ModuleValidator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModuleCodecTest {
  private static final String HEADER = "0061736d01000000";

  static List<CoreModule> samples() {
    return SampleModules.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsWrittenIsReadAndWrittenAgain(CoreModule module) {
    byte[] written = ModuleEncoder.encode(module);
    CoreModule read = ModuleDecoder.decode("f", ByteSlice.of(written));
    assertArrayEquals(written, ModuleEncoder.encode(read));
    assertEquals(module.bodies(), read.bodies());
    assertEquals(module.types(), read.types());
    ModuleValidator.check("f", read, Features.ALL);
  }

  @Test
  void aSourceIsCopiedOnRequest() {
    ByteSlice source = bytes("01848080800001600000");
    CoreModule module = ModuleDecoder.decode("f", source);
    assertSame(source, ModuleEncoder.encodeOrCopy(module));
    assertEquals(bytes("010401600000"), ByteSlice.of(ModuleEncoder.encode(module)));
  }

  @Test
  void customSectionsKeepTheirPlace() {
    ByteSlice source =
        bytes(
            "0003"
                + "016101"
                + "010401600000"
                + "0003"
                + "016202"
                + "0003"
                + "016103"
                + "03020100"
                + "0a040102000b");
    CoreModule module = ModuleDecoder.decode("f", source);
    assertEquals(
        List.of(
            new CustomSection("a", ByteSlice.of(new byte[] {1}), SectionId.CUSTOM),
            new CustomSection("b", ByteSlice.of(new byte[] {2}), SectionId.TYPE),
            new CustomSection("a", ByteSlice.of(new byte[] {3}), SectionId.TYPE)),
        module.customs());
    assertEquals(source, ByteSlice.of(ModuleEncoder.encode(module)));
  }

  @Test
  void offsetsAreThoseOfTheFileAround() {
    byte[] inner = bytes("0102010400").copy();
    byte[] file = new BinaryWriter().bytes(new byte[100]).bytes(inner).toByteArray();
    DiagnosticException e =
        assertThrows(
            DiagnosticException.class,
            () -> ModuleDecoder.decode("f", ByteSlice.of(file, 100, file.length)));
    assertEquals(new Place.InBytes("f", 111), e.first().place());
  }

  @ParameterizedTest
  @CsvSource({
    "0e0100, UNKNOWN_SECTION, 8",
    "010100010100, SECTION_ORDER, 11",
    "030100010100, SECTION_ORDER, 11",
    "01020000, SECTION_SIZE, 11",
    "0105016000, UNEXPECTED_END, 9",
    "010401600000" + "03020100, COUNT_MISMATCH, 18",
    "0c0101, COUNT_MISMATCH, 11",
    "010401600000" + "03020100" + "0a040102001a, BAD_CODE_END, 24",
    "020401000005, BAD_FLAG, 13",
    "050401700000, BAD_FLAG, 11",
    "06060141000b0000, BAD_TYPE, 11",
    "06050" + "17f02410b, BAD_FLAG, 12",
  })
  void refuses(String hex, Reason reason, long offset) {
    DiagnosticException e =
        assertThrows(DiagnosticException.class, () -> ModuleDecoder.decode("f", bytes(hex)));
    assertEquals(reason, ((Malformed) e.first().problem()).reason());
    assertEquals(new Place.InBytes("f", offset), e.first().place());
  }

  @Test
  void refusesMoreLocalsThanTheLimit() {
    DiagnosticException e =
        assertThrows(
            DiagnosticException.class,
            () ->
                ModuleDecoder.decode(
                    "f", bytes("010401600000" + "03020100" + "0a0801060" + "1d186037f0b")));
    assertEquals(new OverLimit("the number of locals (50001)", 50_000), e.first().problem());
  }

  @Test
  void findsItemsAgain() {
    ByteSlice source = bytes("010702600000600000");
    assertEquals(14, ModuleDecoder.offsetOf(source, SectionId.TYPE, 1));
    assertEquals(0, ModuleDecoder.offsetOf(source, SectionId.EXPORT, 0));
  }

  private static ByteSlice bytes(String sections) {
    return ByteSlice.of(HexFormat.of().parseHex(HEADER + sections));
  }
}

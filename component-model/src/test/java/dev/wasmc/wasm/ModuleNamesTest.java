package dev.wasmc.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.WatParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModuleNamesTest {
  private static final String TEXT =
      "(module $m (import \"a\" \"b\" (func $f)) (func $g (param $p i32) (local $l i64)))";

  @Test
  void readsWhatTheTextReaderWrote() {
    ModuleNames names =
        ModuleNames.of(
            decoded(ModuleEncoder.encode(WatParser.parseModule(new SourceFile("t", TEXT)))));
    assertEquals("m", names.module());
    assertEquals(Map.of(0, "f", 1, "g"), names.functions());
    assertEquals("l", names.local(1, 1));
    assertNull(names.local(0, 0));
  }

  @Test
  void keepsWhatStandsInFrontOfAFault() {
    BinaryWriter section = new BinaryWriter().u8(0).u32(2).name("m").u8(1).u32(9).u8(1);
    CoreModule module =
        new CoreModule(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of(new CustomSection("name", section.toSlice(), SectionId.CUSTOM)),
            null);
    assertEquals("m", ModuleNames.of(module).module());
    assertEquals(Map.of(), ModuleNames.of(module).functions());
  }

  private static CoreModule decoded(byte[] bytes) {
    return ModuleDecoder.decode("f", ByteSlice.of(bytes));
  }
}

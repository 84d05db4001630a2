package dev.wasmc.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.ModulePrinter;
import dev.wasmc.wasm.text.WatParser;
import java.util.LinkedHashMap;
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
        WatParser.parseModule(new SourceFile("t", "(module)"))
            .withCustoms(List.of(new CustomSection("name", section.toSlice(), SectionId.CUSTOM)));
    assertEquals("m", ModuleNames.of(module).module());
    assertEquals(Map.of(), ModuleNames.of(module).functions());
  }

  /** Those of indices that do not exist take no identifier away. */
  @Test
  void theLowestOfEqualNamesIsTheIdentifier() {
    CoreModule module = WatParser.parseModule(new SourceFile("t", "(module (func) (func))"));
    Map<Integer, String> names = new LinkedHashMap<>();
    names.put(7, "f");
    names.put(1, "f");
    names.put(0, "f");
    BinaryWriter map = new BinaryWriter().u32(names.size());
    names.forEach((index, name) -> map.u32(index).name(name));
    ByteSlice section = new BinaryWriter().u8(1).sized(map).toSlice();
    CoreModule named =
        module.withCustoms(
            List.of(new CustomSection(ModuleNames.SECTION, section, SectionId.DATA)));
    String text = ModulePrinter.print(named);
    assertEquals(text, ModulePrinter.print(WatParser.parseModule(new SourceFile("printed", text))));
    assertTrue(text.contains("(func $f (;0;)"), text);
    assertTrue(text.contains("(func (;1;) (@name \"f\")"), text);
  }

  private static CoreModule decoded(byte[] bytes) {
    return ModuleDecoder.decode("f", ByteSlice.of(bytes));
  }
}

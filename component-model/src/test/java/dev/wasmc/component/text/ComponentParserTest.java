package dev.wasmc.component.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.Component;
import dev.wasmc.component.Definition;
import dev.wasmc.component.NestedComponent;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.text.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public final class ComponentParserTest {
  private static Component parse(String text) {
    return ComponentParser.parse(new SourceFile("test.wat", text));
  }

  private static List<String> kinds(String text) {
    return parse(text).definitions().stream().map(d -> d.getClass().getSimpleName()).toList();
  }

  @Test
  void whatIsWrittenInPlaceStandsInFront() {
    assertEquals(
        List.of("TypeDef", "TypeDef", "ImportDef"),
        kinds("(import \"f\" (func (param \"a\" (list u8)) (result string)))"));
    assertEquals(
        List.of("CoreTypeDef", "ImportDef", "CoreInstanceDef", "CoreInstanceDef", "CustomDef"),
        kinds(
            "(core module $m (import \"m\")) (core instance (instantiate $m (with \"a\""
                + " (instance))))"));
    assertEquals(
        List.of("TypeDef", "ImportDef", "InstanceExport", "Lower", "CustomDef"),
        kinds(
            "(import \"i\" (instance $i (export \"f\" (func)))) (core func (canon lower (func $i"
                + " \"f\")))"));
  }

  @Test
  void inlineExportsStandAtTheEnd() {
    assertEquals(
        List.of("TypeDef", "TypeDef", "ExportDef", "ExportDef"),
        kinds("(type (export \"a\") (record (field \"x\" u8))) (type (export \"b\") u32)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(component (func $f (canon lift (core func $g)))) | unknown-identifier",
        "(type $a u8) (type $a u8) | duplicate-identifier",
        "(import \"f\" (func $f)) (component (export \"f\" (func $f))) | outer-reference",
        "(type (lost u8)) | unexpected-token",
        "(component (alias outer $x 0 (type))) | unknown-identifier",
        "(core func (canon lower (func 0) gc)) | unsupported-feature",
        "(core module (func $f) (func $f)) | duplicate-identifier",
        "(nonsense) | unexpected-token",
        "(type (@custom \"x\") u8) | bad-annotation"
      })
  void refuses(String text, String id) {
    DiagnosticException e = assertThrows(DiagnosticException.class, () -> parse(text));
    assertEquals(id, e.first().problem().id());
  }

  @Test
  void componentsNestDeeply() {
    int depth = 2_000;
    Component component = parse("(component ".repeat(depth) + ")".repeat(depth));
    int found = 1;
    List<Definition> inside = component.definitions();
    while (!inside.isEmpty() && inside.getFirst() instanceof NestedComponent nested) {
      inside = nested.component().definitions();
      found++;
    }
    assertEquals(depth, found);
    assertEquals(
        ComponentPrinter.print(component),
        ComponentPrinter.print(parse(ComponentPrinter.print(component))));
  }

  @Test
  void typesNestWithinALimit() {
    String deep = "(list ".repeat(5_000) + "u8" + ")".repeat(5_000);
    DiagnosticException e =
        assertThrows(DiagnosticException.class, () -> parse("(type " + deep + ")"));
    assertEquals("over-limit", e.first().problem().id());
  }

  @Test
  void theSampleIsReadAndPrinted() {
    Component component =
        ComponentParser.parse(Texts.resource(ComponentParserTest.class, "component.wat"));
    String text = ComponentPrinter.print(component);
    Component again = parse(text);
    assertArrayEquals(ComponentEncoder.encode(component), ComponentEncoder.encode(again), text);
    assertEquals(text, ComponentPrinter.print(again));
  }
}

package dev.wasmc.wasm.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.FuncType;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.NumType;
import dev.wasmc.wasm.binary.ModuleEncoder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatParserTest {
  private static CoreModule parse(String text) {
    return WatParser.parseModule(new SourceFile("test.wat", text));
  }

  private static String body(String instructions) {
    byte[] bytes = parse("(func " + instructions + ")").bodies().getFirst().instructions().copy();
    return HexFormat.of().formatHex(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i32.const -1 | 417f0b",
        "i32.const 0xffff_ffff | 417f0b",
        "i64.const -0x8000000000000000 | 428080808080808080807f0b",
        "f32.const 0x1.000001p0 | 430000803f0b",
        "f32.const 0x1.000003p0 | 430200803f0b",
        "f64.const 1e-400 | 4400000000000000000b",
        "f64.const -nan:0x1 | 44010000000000f0ff0b",
        "i32.load offset=4 align=1 | 2800040b",
        "i32.load 1 | 284201000b",
        "block (result i32) end | 027f0b0b",
        "(if (i32.const 1) (then nop) (else nop)) | 4101044001050 10b0b",
        "(block $a (loop $b (br $a))) | 024003400c010b0b0b",
        "(block $a block $a br $a end) | 02400240 0c000b0b0b",
        "memory.init 1 2 | fc0802010b",
        "table.init 3 | fc0c03000b",
        "call_indirect | 1100000b",
        "select (result i64) | 1c017e0b",
        "ref.cast (ref null any) | fb176e0b",
        "br_on_cast 0 (ref null any) (ref i31) | fb1801006e6c0b"
      })
  void encodes(String text, String expected) {
    assertEquals(expected.replace(" ", ""), body(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(func) (import \"\" \"\" (func)) | import-after-definition",
        "(func $f) (func $f) | duplicate-identifier",
        "(func (local $x i32) (local $x i32)) | duplicate-identifier",
        "(func (call $g)) | unknown-identifier",
        "(func (br $l)) | unknown-identifier",
        "(func i32.cons 1) | unknown-operator",
        "(func i32.const) | unexpected-token",
        "(func i32.const 1 i32) | unknown-operator",
        "(func i32.const 0x1_0000_0000) | constant-out-of-range",
        "(func i32.const 1__0) | reserved-token",
        "(func f32.const 1e39) | constant-out-of-range",
        "(func f32.const nan:0x800000) | constant-out-of-range",
        "(func i32.load align=3) | bad-alignment",
        "(func block $a end $b) | mismatching-label",
        "(func block) | unexpected-token",
        "(func end) | unexpected-token",
        "(func (i32.add i32.const 1)) | unexpected-token",
        "(func (if (then) (else) (else))) | unexpected-token",
        "(type (func)) (func (type 0) (param i32)) | inline-type-mismatch",
        "(func (type 7) (param i32)) | unknown-index",
        "(start 0) (start 0) | multiple-start",
        "(func (export \"a\\ff\")) | bad-utf8",
        "(func (export \"a)) | unclosed-string",
        "(func (export \"\\g\")) | bad-escape",
        "(func (; (; ;) ) | unclosed-comment",
        "(func | unclosed-parenthesis",
        "(func)) | unexpected-parenthesis",
        "(func $) | empty-identifier",
        "(@ ) | empty-annotation",
        "(@a  | unclosed-annotation",
        "(func \u00e4) | illegal-character",
        "(func (@custom \"x\")) | bad-annotation",
        "(module) (module) | unexpected-token"
      })
  void refuses(String text, String id) {
    DiagnosticException e = assertThrows(DiagnosticException.class, () -> parse(text));
    assertEquals(id, e.first().problem().id());
  }

  @Test
  void anImpliedTypeIsTheFirstEqualOne() {
    CoreModule module =
        parse("(func (param i64)) (type (func (param i32))) (func (param i32)) (func (param i64))");
    assertEquals(List.of(1, 0, 1), module.functions());
    assertEquals(
        new FuncType(List.of(NumType.I64), List.of()),
        module.types().get(1).types().getFirst().composite());
  }

  @Test
  void identifiersBecomeNames() {
    ModuleNames names =
        ModuleNames.of(
            parse("(module $m (func $f (param $p i32) (local $l i32)) (func (@name \"g h\")))"));
    assertEquals("m", names.module());
    assertEquals("f", names.function(0));
    assertEquals("g h", names.function(1));
    assertEquals("p", names.local(0, 0));
    assertEquals("l", names.local(0, 1));
  }

  @Test
  void aQuotedIdentifierIsTheSameAsAPlainOne() {
    assertArrayEquals(
        ModuleEncoder.encode(parse("(func $a (call $\"\\61\"))")),
        ModuleEncoder.encode(parse("(func $\"a\" (call $a))")));
  }

  @Test
  void nestingHasNoLimit() {
    int depth = 50_000;
    String folded = "(i32.eqz ".repeat(depth) + "(i32.const 0)" + ")".repeat(depth);
    assertEquals(
        depth + 3, parse("(func " + folded + ")").bodies().getFirst().instructions().length());
    String blocks = "(block ".repeat(depth) + ")".repeat(depth);
    assertEquals(
        depth * 3 + 1, parse("(func " + blocks + ")").bodies().getFirst().instructions().length());
    assertEquals(0, parse("(;".repeat(depth) + ";)".repeat(depth)).functions().size());
  }

  @Test
  void theSampleIsReadAndPrinted() {
    CoreModule module = WatParser.parseModule(Texts.resource(WatParserTest.class, "module.wat"));
    String text = ModulePrinter.print(module);
    CoreModule again = parse(text);
    assertArrayEquals(ModuleEncoder.encode(module), ModuleEncoder.encode(again), text);
    assertEquals(text, ModulePrinter.print(again));
    assertEquals("(module)\n", ModulePrinter.print(parse("(module)")).replaceAll("\\s+\\)", ")"));
  }
}

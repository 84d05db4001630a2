package dev.wasmc.wasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.NumType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WastScriptTest {
  private static List<WastScript.Directive> parse(String text) {
    return WastScript.parse(new SourceFile("test.wast", text)).directives();
  }

  @Test
  void actionsHaveArgumentsAndPatterns() {
    assertEquals(
        List.of(
            new WastScript.AssertReturn(
                new WastScript.Invoke(
                    "m", "f", List.of(new WastValue.I32(-1), new WastValue.RefNull(null))),
                List.of(
                    new WastValue.Nan(NumType.F32, true),
                    new WastValue.Either(
                        List.of(new WastValue.F64(0), new WastValue.Nan(NumType.F64, false)))),
                1)),
        parse(
            "(assert_return (invoke $m \"f\" (i32.const -1) (ref.null)) (f32.const nan:canonical)"
                + " (either (f64.const 0) (f64.const nan:arithmetic)))"));
  }

  @Test
  void componentValues() {
    assertEquals(
        List.of(
            new WastScript.Perform(
                new WastScript.Invoke(
                    null,
                    "f",
                    List.of(
                        new WastValue.ListOf(
                            List.of(
                                new WastValue.Int(8, false, 255), new WastValue.Int(8, true, -1))),
                        new WastValue.RecordOf(
                            List.of(new WastValue.Field("a", new WastValue.Str("x")))),
                        new WastValue.Variant("v", new WastValue.Option(null)),
                        new WastValue.Result(false, null),
                        new WastValue.Flags(List.of("p", "q")),
                        new WastValue.Char(0x1f600))),
                2)),
        parse(
            "\n"
                + "(invoke \"f\" (list.const (u8.const 255) (s8.const -1)) (record.const (field"
                + " \"a\" str.const \"x\")) (variant.const \"v\" (option.none)) (result.err)"
                + " (flags.const \"p\" \"q\") (char.const \"😀\"))"));
  }

  @Test
  void modulesAreReadWhenAskedFor() {
    WastScript.AssertMalformed malformed =
        (WastScript.AssertMalformed)
            parse("(assert_malformed (module quote \"(func\" \"\\ff)\") \"x\")").getFirst();
    DiagnosticException e = assertThrows(DiagnosticException.class, malformed.module()::coreModule);
    assertEquals("bad-utf8", e.first().problem().id());
    WastScript.Module module = (WastScript.Module) parse("(module $a (func (nope)))").getFirst();
    assertEquals("a", module.module().name());
    assertThrows(DiagnosticException.class, module.module()::coreModule);
  }

  @Test
  void aTextOfFieldsIsOneModule() {
    WastScript.Module module = (WastScript.Module) parse("(func) (func)").getFirst();
    assertEquals(2, module.module().coreModule().functions().size());
  }
}

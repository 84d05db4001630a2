package dev.wasmc.wasm.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.Problem;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Feature;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.WasmProblem;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.WatParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModuleValidatorTest {
  @Test
  void givesTheIndexSpacesWithImportsFirst() {
    ValidatedModule valid =
        ModuleValidator.validate(
            "f",
            parse(
                """
                (import "a" "f" (func (param i32)))
                (import "a" "g" (global i32))
                (global (mut i64) (i64.const 0))
                (func (result i64) (global.get 1))
                """),
            Features.SUPPORTED);
    assertEquals("[[i32] -> [], [] -> [i64]]", valid.functions().toString());
    assertEquals(1, valid.importedFunctions());
    assertEquals(2, valid.globals().size());
    assertEquals(1, valid.importedGlobals());
    assertEquals(0, valid.importedMemories());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(func (drop (v128.const i64x2 0 0))) | SIMD",
        "(func (param v128)) | SIMD",
        "(func (return_call 0)) | TAIL_CALL",
        "(func (param (ref func))) | FUNCTION_REFERENCES",
        "(func (param anyref)) | GC",
        "(type (struct)) | GC",
        "(rec (type (func))) | GC",
        "(type (sub (func))) | GC",
        "(tag) | EXCEPTIONS",
        "(memory i64 0) | MEMORY64",
        "(table i64 0 funcref) | MEMORY64",
        "(memory 1 1 shared) | THREADS",
        "(table 1 funcref (ref.null func)) | FUNCTION_REFERENCES",
      })
  void refusesWhatIsNotSupported(String text, Feature feature) {
    Problem problem = refusal(text, Features.SUPPORTED).problem();
    assertEquals(feature, ((WasmProblem.Unsupported) problem).feature());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(func (result i32 i32) unreachable) | MULTI_VALUE",
        "(func i32.const 0 block (param i32) drop end) | MULTI_VALUE",
        "(memory 0) (memory 0) | MULTI_MEMORY",
        "(table 0 funcref) (table 0 funcref) | REFERENCE_TYPES",
        "(table 0 externref) | REFERENCE_TYPES",
        "(import \"a\" \"b\" (global (mut i32))) | MUTABLE_GLOBAL",
        "(global (export \"a\") (mut i32) (i32.const 0)) | MUTABLE_GLOBAL",
        "(global i32 (i32.add (i32.const 0) (i32.const 0))) | EXTENDED_CONST",
        "(func (drop (i32.extend8_s (i32.const 0)))) | SIGN_EXTENSION",
        "(func (drop (i32.trunc_sat_f32_s (f32.const 0)))) | SATURATING_FLOAT_TO_INT",
        "(data \"\") | BULK_MEMORY",
        "(elem func) | BULK_MEMORY",
      })
  void refusesWhatIsTurnedOff(String text, Feature feature) {
    ModuleValidator.validate("f", parse(text), Features.SUPPORTED);
    Problem problem = refusal(text, Features.SUPPORTED.without(feature)).problem();
    assertEquals(feature, ((WasmProblem.Unsupported) problem).feature());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(func (result i32)) | TYPE_MISMATCH | 24",
        "(func nop (i32.const 0)) | TYPE_MISMATCH | 26",
        "(func (drop (i32.eqz (i64.const 0)))) | TYPE_MISMATCH | 25",
        "(func br 1) | UNKNOWN_LABEL | 23",
        "(func (br_table 4294967295 0 (i32.const 0))) | UNKNOWN_LABEL | 25",
        "(func (drop (local.get 0))) | UNKNOWN_LOCAL | 23",
        "(memory 2 1) | LIMITS | 11",
        "(func (export \"a\")) (func (export \"a\")) | DUPLICATE_EXPORT | 26",
        "(start 0) | UNKNOWN_FUNCTION | 10",
        "(global i32 (i64.const 0)) | TYPE_MISMATCH | 15",
      })
  void pointsAtWhatIsInvalid(String text, InvalidReason reason, long offset) {
    Diagnostic diagnostic = refusal(text, Features.SUPPORTED);
    assertEquals(reason, ((ModuleProblem.Invalid) diagnostic.problem()).reason());
    assertEquals(new Place.InBytes("f", offset), diagnostic.place());
  }

  @Test
  void namesTheFileWhereThereAreNoOffsets() {
    CoreModule assembled = parse("(func (result i32))");
    DiagnosticException e =
        assertThrows(
            DiagnosticException.class,
            () -> ModuleValidator.validate("f", assembled, Features.ALL));
    assertEquals(new Place.InInput("f"), e.first().place());
  }

  private static CoreModule parse(String text) {
    return WatParser.parseModule(new SourceFile("t", text));
  }

  private static Diagnostic refusal(String text, Features features) {
    CoreModule module = ModuleDecoder.decode("f", ByteSlice.of(ModuleEncoder.encode(parse(text))));
    return assertThrows(
            DiagnosticException.class, () -> ModuleValidator.validate("f", module, features))
        .first();
  }
}

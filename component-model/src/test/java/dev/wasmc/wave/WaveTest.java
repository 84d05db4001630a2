package dev.wasmc.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.abi.RandomValues;
import dev.wasmc.component.PrimitiveType;
import dev.wasmc.component.types.Case;
import dev.wasmc.component.types.FixedListType;
import dev.wasmc.component.types.ListType;
import dev.wasmc.component.types.OwnType;
import dev.wasmc.component.types.ResourceType;
import dev.wasmc.component.types.TupleType;
import dev.wasmc.component.types.ValueType;
import dev.wasmc.component.types.VariantType;
import dev.wasmc.component.values.Value;
import dev.wasmc.source.Diagnostic;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.Place;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaveTest {
  @Property(tries = 1000, seed = "20260103")
  void parsingUndoesPrinting(@ForAll long seed) {
    RandomValues random = new RandomValues(seed);
    ValueType type = random.type(4);
    Value value = random.value(type);
    String text = Wave.print(value, type);
    assertEquals(value, Wave.parse(text, type), text);
    assertEquals(text, Wave.print(Wave.parse(text, type), type));
  }

  @Property(tries = 1000, seed = "20260104")
  void anyTextIsAValueOrADiagnostic(@ForAll long seed, @ForAll String text) {
    ValueType type = new RandomValues(seed).type(3);
    try {
      Wave.parse(text, type);
    } catch (DiagnosticException e) {
      assertEquals(Place.InText.class, e.first().place().getClass());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "u8, 256, 0, 3, wave-out-of-range",
    "u8, '  1 2', 4, 5, wave-syntax",
    "u8, -0, 0, 2, wave-out-of-range",
    "s64, 99999999999999999999999999, 0, 26, wave-out-of-range",
    "bool, '', 0, 0, wave-syntax",
    "char, '''ab''', 0, 4, wave-malformed",
    "string, '\"a\\u{d800}\"', 2, 10, wave-malformed",
    "string, '\"a', 0, 1, wave-malformed",
    "f64, '#', 0, 1, wave-syntax",
  })
  void pointsAtTheMistake(String type, String text, int start, int end, String id) {
    PrimitiveType primitive = PrimitiveType.ofKeyword(type);
    Diagnostic found =
        assertThrows(
                DiagnosticException.class,
                () -> Wave.parse(text, Objects.requireNonNull(primitive)))
            .first();
    assertEquals(id, found.problem().id());
    assertEquals(
        new Place.InText(new SourceFile("value", text), new Span(start, end)), found.place());
  }

  @ParameterizedTest
  @CsvSource({
    "1.4E-45, 0.000000000000000000000000000000000000000000001",
    "-0.0, -0",
    "100, 100",
    "0.1, 0.1",
    "2E10, 20000000000"
  })
  void floatsAreAsShortAsCanBe(float value, String text) {
    assertEquals(text, Wave.print(new Value.F32(value), PrimitiveType.F32));
  }

  @Test
  void keywordsAreMarkedAsCases() {
    VariantType type =
        new VariantType(List.of(new Case("none", null), new Case("some", PrimitiveType.U8)));
    Value value = new Value.Variant(1, Value.of(3));
    assertEquals("%some(3)", Wave.print(value, type));
    assertEquals(value, Wave.parse("%some( 3 )", type));
  }

  @Test
  void listsOfOneLengthHaveIt() {
    FixedListType type = new FixedListType(PrimitiveType.U8, 2);
    assertEquals(new Value.ListOf(List.of(Value.of(1), Value.of(2))), Wave.parse("[1, 2,]", type));
    assertThrows(DiagnosticException.class, () -> Wave.parse("[1]", type));
  }

  @Test
  void handlesHaveNoText() {
    ValueType type = new ListType(new TupleType(List.of(new OwnType(new ResourceType("r")))));
    DiagnosticException e =
        assertThrows(DiagnosticException.class, () -> Wave.parse("[(1)]", type));
    assertEquals(new WaveProblem.NoText("own<r>"), e.first().problem());
  }
}

package dev.wasmc.tests.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.validate.GuestComponent;
import dev.wasmc.compose.ComposeProblem;
import dev.wasmc.compose.Plugging;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which exports of a plug satisfy an import. */
final class PluggingTest {
  /** Whether a version may be plugged where another one is imported. */
  @ParameterizedTest
  @CsvSource({
    "0.2.0, 0.2.0, true",
    "0.2.3, 0.2.0, true",
    "0.2.0, 0.2.3, false",
    "0.3.0, 0.2.0, false",
    "0.2.0, 0.2.0+b, true",
    "0.2.0+a, 0.2.0+b, true",
    "1.0.0-rc.1, 1.0.0, false",
  })
  void fits(String exported, String imported, boolean expected) {
    GuestComponent socket =
        component("socket", "(import \"a:b/i@" + imported + "\" (instance (export \"f\" (func))))");
    GuestComponent plug =
        component(
            "plug",
            """
            (core module $m (func (export "f")))
            (core instance $m (instantiate $m))
            (func $f (canon lift (core func $m "f")))
            (instance $i (export "f" (func $f)))
            (export "a:b/i@%s" (instance $i))
            """
                .formatted(exported));
    assertEquals(expected, plugs(socket, plug));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    GuestComponent socket =
        component("socket", "(import \"a:b/i\" (instance (export \"f\" (func (result u32)))))");
    GuestComponent plug =
        component(
            "plug",
            """
            (core module $m (func (export "f") (result i64) unreachable))
            (core instance $m (instantiate $m))
            (func $f (result u64) (canon lift (core func $m "f")))
            (instance $i (export "f" (func $f)))
            (export "a:b/i" (instance $i))
            """);
    assertEquals(
        new ComposeProblem.DoesNotFit(
            "a:b/i", "socket", "plug", "export \"f\", the result: expected u32, found u64"),
        assertThrows(DiagnosticException.class, () -> Plugging.plug(socket, List.of(plug)))
            .first()
            .problem());
  }

  private static boolean plugs(GuestComponent socket, GuestComponent plug) {
    try {
      return !Plugging.plug(socket, List.of(plug)).plugged().isEmpty();
    } catch (DiagnosticException e) {
      assertEquals(ComposeProblem.PlugMatchesNothing.class, e.first().problem().getClass());
      return false;
    }
  }

  private static GuestComponent component(String name, String fields) {
    SourceFile file = new SourceFile(name, "(component " + fields + ")");
    return GuestComponent.load(
        name, ByteSlice.of(ComponentEncoder.encode(ComponentParser.parse(file))));
  }
}

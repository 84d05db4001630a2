package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What random modules found. */
final class TranslationTest {
  /** A frame with the type of {@code null} stood where the loop needs one with the real type. */
  @Test
  void nullBelowALoop() {
    Instance instance =
        Modules.instantiate(
            """
            (module
              (func (export "f") (param i32) (result i32)
                (ref.null func)
                (i32.eqz (local.get 0))
                (loop $again (param i32) (result i32)
                  (if (local.get 0) (then (local.set 0 (i32.sub (local.get 0) (i32.const 1)))))
                  (br_if $again (local.get 0)))
                (i32.add (i32.const 20))
                (local.set 0)
                (ref.is_null)
                (i32.add (local.get 0))))
            """);
    assertArrayEquals(new long[] {21}, instance.function("f").call(3));
    assertArrayEquals(new long[] {22}, instance.function("f").call(0));
  }

  /** The value, which may trap, waited in a slot that the branches of the address lost. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void storeOfAQuotientAtASelectedAddress(boolean raw) {
    Instance instance =
        Modules.instantiate(
            """
            (module
              (memory (export "memory") 1)
              (func (export "f") (param i32 i32) (result i32)
                (i32.store8
                  (select (i32.const 4) (i32.const 8) (local.get 0))
                  (i32.div_u (i32.const 10) (local.get 1)))
                (i32.load8_u (i32.const 8))))
            """,
            new Store(),
            EngineOptions.DEFAULT.withExactMemory(false).withRawMemory(raw));
    assertArrayEquals(new long[] {0}, instance.function("f").call(1, 5));
    assertArrayEquals(new long[] {2}, instance.function("f").call(0, 5));
  }
}

package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A memory that grows often, or that is reached raw, gets room behind it, which no access may
 * reach.
 */
final class GrowthTest {
  private static final String TEXT =
      """
      (module
        (memory (export "memory") 1)
        (func $end (result i32)
          (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 8)))
        (func (export "grow") (param $pages i32) (result i32) (local $at i32) (local $sum i32)
          (loop $next
            (local.set $at (call $end))
            (i32.store offset=4 (local.get $at) (local.get $pages))
            (drop (memory.grow (i32.const 1)))
            (local.set $sum (i32.add (local.get $sum) (i32.load offset=4 (local.get $at))))
            (i32.store offset=4 (call $end) (local.get $pages))
            (br_if $next (local.tee $pages (i32.sub (local.get $pages) (i32.const 1)))))
          (local.get $sum))
        (func $at (export "at") (param i32) (result i32) (i32.load offset=4 (local.get 0)))
        (func (export "often") (param $times i32) (result i32) (local $sum i32)
          (loop $next
            (local.set $sum (i32.add (local.get $sum) (call $at (i32.const 16))))
            (br_if $next (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
          (local.get $sum))
        (func (export "growAndPass") (param $pages i32) (result i32) (local $at i32)
          (local.set $at (i32.const 16))
          (drop (i32.load offset=4 (local.get $at)))
          (drop (memory.grow (local.get $pages)))
          (local.set $at (call $end))
          (i32.load offset=5 (local.get $at))))
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void roomBehindIsOutOfBounds(boolean raw) {
    Instance instance =
        Modules.instantiate(TEXT, new Store(), EngineOptions.DEFAULT.withRawMemory(raw));
    Memory memory = assertInstanceOf(Memory.class, instance.export("memory"));
    instance.function("often").call(100_000);
    grow(instance, 30);
    assertEquals(raw, memory.data().length > memory.size());
    ends(instance, memory);
    grow(instance, 120);
    assertTrue(memory.data().length > memory.size());
    ends(instance, memory);
    outOfBounds(instance, "growAndPass", 1);
    instance.function("often").call(100_000);
    ends(instance, memory);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void otherInstancesOfTheModuleGoOn(boolean raw) {
    Instance first =
        Modules.instantiate(TEXT, new Store(), EngineOptions.DEFAULT.withRawMemory(raw));
    Instance other = first.module().instantiate(new Store(), List.of());
    Memory memory = assertInstanceOf(Memory.class, other.export("memory"));
    grow(other, 3);
    grow(first, 120);
    assertEquals(raw, memory.data().length > memory.size());
    ends(other, memory);
    grow(other, 3);
    ends(other, memory);
    Instance later = first.module().instantiate(new Store(), List.of());
    grow(later, 3);
    Memory exact = assertInstanceOf(Memory.class, later.export("memory"));
    assertEquals(raw, exact.data().length > exact.size());
    ends(later, exact);
    Memory roomy = assertInstanceOf(Memory.class, first.export("memory"));
    assertTrue(roomy.data().length > roomy.size());
    ends(first, roomy);
  }

  /** What is written before a page is added is there behind. */
  private static void grow(Instance instance, int pages) {
    assertArrayEquals(new long[] {pages * (pages + 1) / 2}, instance.function("grow").call(pages));
  }

  private static void ends(Instance instance, Memory memory) {
    int size = (int) memory.size();
    assertEquals(1, instance.function("at").call(size - 8).length);
    outOfBounds(instance, "at", size - 7);
    outOfBounds(instance, "at", size);
    outOfBounds(instance, "at", Integer.MAX_VALUE);
    outOfBounds(instance, "at", -4);
    outOfBounds(instance, "at", -1);
  }

  private static void outOfBounds(Instance instance, String function, int argument) {
    Function called = instance.function(function);
    TrapException trap = assertThrows(TrapException.class, () -> called.call(argument));
    assertEquals(TrapKind.MEMORY_OUT_OF_BOUNDS, trap.kind());
  }
}

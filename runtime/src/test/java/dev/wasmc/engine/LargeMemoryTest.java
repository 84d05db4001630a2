package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses up to 2^32, in memories that are as large and in small ones. */
final class LargeMemoryTest {
  private static final String ACCESSES =
      """
        (data $bytes "abcd")
        (func (export "load") (param i32) (result i64) (i64.load (local.get 0)))
        (func (export "store") (param i32 i64) (i64.store (local.get 0) (local.get 1)))
        (func (export "load_2g") (param i32) (result i64) (i64.load offset=0x80000000 (local.get 0)))
        (func (export "load_below_2g") (param i32) (result i64)
          (i64.load offset=0x7ffffff0 (local.get 0)))
        (func (export "load_4g") (param i32) (result i64) (i64.load offset=0xffffffff (local.get 0)))
        (func (export "load8_2g") (param i32) (result i64)
          (i64.load8_u offset=0x80000000 (local.get 0)))
        (func (export "store_2g") (param i32 i64)
          (i64.store offset=0x80000000 (local.get 0) (local.get 1)))
        (func (export "both") (param i32) (result i64)
          (i64.add (i64.load offset=8 (local.get 0)) (i64.load offset=0x80000000 (local.get 0))))
        (func (export "constant") (result i64) (i64.load offset=0x80000000 (i32.const 0x10)))
        (func (export "fill") (param i32 i32) (memory.fill (local.get 0) (i32.const 7) (local.get 1)))
        (func (export "copy") (param i32 i32 i32)
          (memory.copy (local.get 0) (local.get 1) (local.get 2)))
        (func (export "init") (param i32) (memory.init $bytes (local.get 0) (i32.const 0) (i32.const 4)))
        (func (export "size") (result i32) (memory.size))
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
      """;

  private static final long GIB = 1L << 30;

  /** What a memory of so many bytes needs of the machine. */
  private static void assumeSparse() {
    Assumptions.assumeTrue(Regions.areSparse(), "gigabytes would be written to");
  }

  private static Instance instance(String memory, MemoryPlacement placement) {
    return Modules.instantiate(
        "(module (memory (export \"m\") " + memory + ")\n" + ACCESSES + ")",
        new Store(),
        EngineOptions.DEFAULT.withMemories(placement));
  }

  private static Memory memory(Instance instance) {
    return (Memory) Objects.requireNonNull(instance.export("m"));
  }

  private static long call(Instance instance, String function, long... arguments) {
    long[] results = instance.function(function).call(arguments);
    return results.length == 0 ? 0 : results[0];
  }

  private static void traps(Instance instance, String function, long... arguments) {
    TrapException trap =
        assertThrows(TrapException.class, () -> call(instance, function, arguments));
    assertEquals(TrapKind.MEMORY_OUT_OF_BOUNDS, trap.kind());
  }

  @Test
  void accessesAcrossTheWholeSpace() {
    assumeSparse();
    Instance instance = instance("65536", MemoryPlacement.ARRAYS);
    assertTrue(memory(instance).isSegment());
    assertEquals(4 * GIB, memory(instance).size());
    assertEquals(65536, call(instance, "size"));
    for (long address : new long[] {0, 2 * GIB - 8, 2 * GIB - 3, 2 * GIB, 3 * GIB, 4 * GIB - 8}) {
      call(instance, "store", address, address + 1);
      assertEquals(address + 1, call(instance, "load", address));
    }
    traps(instance, "load", -7);
    traps(instance, "store", -1, 0);
    call(instance, "store", 2 * GIB, 1234);
    call(instance, "store", 2 * GIB + 16, 5678);
    assertEquals(1234, call(instance, "load_2g", 0));
    assertEquals(5678, call(instance, "constant"));
    assertEquals(1234, call(instance, "load_below_2g", 16));
    assertEquals(1234 & 255, call(instance, "load8_2g", 0));
    call(instance, "store_2g", 24, 99);
    assertEquals(99, call(instance, "load", 2 * GIB + 24));
    traps(instance, "load_2g", 2 * GIB - 7);
    traps(instance, "load_2g", -1);
    traps(instance, "load_4g", 0);
    traps(instance, "load_4g", -1);
    traps(instance, "load_below_2g", -1);
  }

  @Test
  void bulkOperationsAcrossTheWholeSpace() {
    assumeSparse();
    Instance instance = instance("65536", MemoryPlacement.ARRAYS);
    long high = 3 * GIB;
    call(instance, "fill", high, 100);
    assertEquals(0x0707070707070707L, call(instance, "load", high + 92));
    assertEquals(0x07070707L, call(instance, "load", high + 96));
    call(instance, "copy", 5, high - 5, 100);
    assertEquals(0x0707070707070000L, call(instance, "load", 8));
    call(instance, "init", -4);
    assertEquals(0x6463626100000000L, call(instance, "load", -8));
    traps(instance, "init", -3);
    traps(instance, "fill", -1, 2);
    traps(instance, "copy", -1, 0, 2);
    traps(instance, "copy", 0, -1, 2);
    traps(instance, "copy", 2, 0, -1);
    byte[] read = new byte[4];
    memory(instance).read(4 * GIB - 4, read, 0, 4);
    assertArrayEquals(new byte[] {'a', 'b', 'c', 'd'}, read);
    memory(instance).write(2 * GIB, read, 0, 4);
    assertEquals(0x64636261L, call(instance, "load", 2 * GIB));
    assertThrows(
        IndexOutOfBoundsException.class, () -> memory(instance).read(4 * GIB - 3, read, 0, 4));
  }

  @ParameterizedTest
  @EnumSource
  void smallMemories(MemoryPlacement placement) {
    for (boolean exact : new boolean[] {true, false}) {
      String memory = exact ? "1 1" : "1";
      Instance instance = instance(memory, placement);
      for (String function :
          List.of("load_2g", "load_4g", "load8_2g", "load_below_2g", "load", "both")) {
        for (int address : new int[] {65529, -1, -8, -16, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
          traps(instance, function, address);
        }
      }
      for (int address : new int[] {0, 1, -16, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
        traps(instance, "store_2g", address, 1);
        traps(instance, "load_2g", address);
        traps(instance, "both", address);
      }
      traps(instance, "constant");
      assertEquals(0, call(instance, "load", 65528));
    }
  }

  @Test
  void growthBeyondWhatAnArrayHolds() {
    assumeSparse();
    Instance instance = instance("1", MemoryPlacement.BY_TYPE);
    assertTrue(memory(instance).isSegment());
    call(instance, "store", 0, 42);
    assertEquals(1, call(instance, "grow", 40_000));
    assertEquals(40_001, call(instance, "size"));
    assertEquals(42, call(instance, "load", 0));
    call(instance, "store", 40_001L * 65536 - 8, 43);
    assertEquals(43, call(instance, "load", 40_001L * 65536 - 8));
    traps(instance, "load", 40_001L * 65536 - 7);
    assertEquals(-1, call(instance, "grow", 30_000));
    assertFalse(memory(instance("1 10", MemoryPlacement.BY_TYPE)).isSegment());
    assertEquals(-1, call(instance("1", MemoryPlacement.ARRAYS), "grow", 40_000));
  }

  /** An importing module is translated for what it is given. */
  @ParameterizedTest
  @CsvSource({"ARRAYS, SEGMENTS", "SEGMENTS, ARRAYS", "SEGMENTS, SEGMENTS", "ARRAYS, ARRAYS"})
  void importedMemories(MemoryPlacement exporting, MemoryPlacement importing) {
    Store store = new Store();
    Memory first =
        memory(
            Modules.instantiate(
                "(module (memory (export \"m\") 1))",
                store,
                EngineOptions.DEFAULT.withMemories(exporting)));
    CompiledModule module =
        Modules.compile(
            """
            (module
              (import "" "a" (memory $a 1))
              (import "" "b" (memory $b 1))
              (memory $c 1)
              (func (export "run") (param i32) (result i32)
                (i32.store $a offset=4 (local.get 0) (i32.const 11))
                (memory.copy $b $a (i32.const 100) (local.get 0) (i32.const 8))
                (i32.store8 $c (i32.const 2) (i32.load $b (i32.const 104)))
                (memory.copy $a $c (i32.const 0) (i32.const 0) (i32.const 4))
                (drop (memory.grow $a (i32.const 1)))
                (i32.store $a (i32.const 65536) (i32.const 5))
                (i32.add (i32.load $a (i32.const 0)) (i32.load $a (i32.const 65536)))))
            """,
            EngineOptions.DEFAULT.withMemories(importing));
    for (MemoryPlacement other : MemoryPlacement.values()) {
      Memory second = Memory.create(store, first.type(), other);
      Instance instance = module.instantiate(store, List.of(first, second));
      assertArrayEquals(new long[] {(11 << 16) + 5}, instance.function("run").call(40));
      byte[] bytes = new byte[8];
      second.read(100, bytes, 0, 8);
      assertArrayEquals(new byte[] {0, 0, 0, 0, 11, 0, 0, 0}, bytes);
    }
  }

  /** A function that is called through a table may let the memory of its caller grow. */
  @Test
  void growthByACalleeInATable() {
    Store store = new Store();
    Instance owner =
        Modules.instantiate(
            """
            (module
              (memory (export "m") 1)
              (table (export "t") 1 funcref)
              (func (export "run") (result i32)
                (i32.store (i32.const 0) (i32.const 1))
                (call_indirect (i32.const 0))
                (i32.store (i32.const 4) (i32.const 2))
                (i32.add (i32.load (i32.const 65536)) (memory.size))))
            """,
            store,
            EngineOptions.DEFAULT);
    Instance grower =
        Modules.instantiate(
            """
            (module
              (import "" "m" (memory 1))
              (import "" "t" (table 1 funcref))
              (elem (i32.const 0) $grow)
              (func $grow
                (drop (memory.grow (i32.const 1)))
                (i32.store (i32.const 65536) (i32.const 70)))
              (func (export "look") (result i32) (i32.load (i32.const 4))))
            """,
            store,
            EngineOptions.DEFAULT,
            Objects.requireNonNull(owner.export("m")),
            Objects.requireNonNull(owner.export("t")));
    assertArrayEquals(new long[] {72}, owner.function("run").call());
    assertArrayEquals(new long[] {2}, grower.function("look").call());
  }
}

package dev.wasmc.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Functions with switches give the same in one method and in many, and take as much fuel. */
final class SplitInterpretersTest {
  private static final long FUEL = 1L << 40;
  private static final int RUNS = 6;
  private static final int LONGEST_METHOD = 65_000;

  private static EngineOptions options(int bytes) {
    return EngineOptions.DEFAULT.withMethodBytes(bytes).withSplitAfter(0);
  }

  @Property(tries = 60, seed = "20261122")
  void resultsAreTheSame(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int cases)
      throws Exception {
    String text = InterpreterText.module(seed, cases);
    List<Long> whole = outcome(text, options(LONGEST_METHOD));
    for (int bytes : new int[] {150, 400, 1500}) {
      assertEquals(whole, outcome(text, options(bytes)), "methods of " + bytes + " bytes");
    }
    List<Long> counted = outcome(text, options(LONGEST_METHOD).withFuel(true));
    assertTrue(counted.getLast() < FUEL);
    assertEquals(counted, outcome(text, options(400).withFuel(true).withDepth(true)));
  }

  /** The results of some runs, then a hash of memory, a global, and the fuel that is left. */
  private static List<Long> outcome(String text, EngineOptions options) throws Exception {
    Store store = new Store();
    store.setFuel(FUEL);
    Instance instance = Modules.instantiate(text, store, options);
    return GuestThread.run(() -> {
      List<Long> outcome = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        outcome.add(instance.function("run").call(run * 7919L)[0]);
      }
      Memory memory = (Memory) Objects.requireNonNull(instance.export("memory"));
      byte[] bytes = new byte[(int) memory.size()];
      memory.read(0, bytes, 0, bytes.length);
      outcome.add((long) Arrays.hashCode(bytes));
      outcome.add(((Global) Objects.requireNonNull(instance.export("g"))).bits());
      outcome.add(store.fuel());
      return outcome;
    });
  }
}

package dev.wasmc.tests.smith;

import dev.wasmc.engine.EngineOptions;
import dev.wasmc.engine.GuestThread;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compares modules, one after the other. */
final class SmithComparison implements AutoCloseable {
  /** In what ways a module runs here; not each module runs in all of them. */
  private enum Mode {
    PLAIN(EngineOptions.DEFAULT, 1, 0),
    SPLIT(EngineOptions.DEFAULT.withMethodBytes(500).withSplitAfter(0), 2, 0),
    SPLIT_LATER(EngineOptions.DEFAULT.withMethodBytes(100).withSplitAfter(12), 4, 2),
    SPARE_MEMORY(EngineOptions.DEFAULT.withExactMemory(false).withRawMemory(false), 4, 1),
    RAW_MEMORY(EngineOptions.DEFAULT.withExactMemory(false).withRawMemory(true), 2, 1),
    FUEL(EngineOptions.DEFAULT.withFuel(true), 4, 3),
    LABORIOUS(
        EngineOptions.DEFAULT
            .withFuel(true)
            .withDepth(true)
            .withExactMemory(false)
            .withMethodBytes(150),
        4,
        3);

    private final EngineOptions options;
    private final int every;
    private final int remainder;

    Mode(EngineOptions options, int every, int remainder) {
      this.options = options;
      this.every = every;
      this.remainder = remainder;
    }

    boolean takes(int number) {
      return (number >> 1) % every == remainder;
    }
  }

  private final WasmtimeProcess wasmtime = new WasmtimeProcess();
  private final Map<Mode, Integer> modules = new EnumMap<>(Mode.class);
  private int calls;
  private int traps;

  SmithComparison() throws IOException {}

  /** The first difference; empty where there is none. */
  Optional<String> compare(SmithModule module) throws Exception {
    SmithPlan plan = SmithPlan.of(module.validated());
    wasmtime.send(plan, module.wasm());
    Map<Mode, EngineTranscript.Result> ours = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      if (mode.takes(module.number())) {
        modules.merge(mode, 1, Integer::sum);
        ours.put(mode, GuestThread.run(() -> run(plan, mode)));
      }
    }
    List<String> theirs = wasmtime.transcript();
    calls += (int) theirs.stream().filter(line -> line.startsWith("call ")).count();
    traps += (int) theirs.stream().filter(line -> line.contains(" trap ")).count();
    for (Map.Entry<Mode, EngineTranscript.Result> each : ours.entrySet()) {
      Optional<String> difference = difference(each.getValue().lines(), theirs);
      if (difference.isPresent()) {
        return difference.map(text -> each.getKey() + ": " + text);
      }
    }
    EngineTranscript.Result counted = ours.get(Mode.FUEL);
    EngineTranscript.Result laborious = ours.get(Mode.LABORIOUS);
    if (counted != null && laborious != null && counted.fuelUsed() != laborious.fuelUsed()) {
      return Optional.of(
          "fuel: " + counted.fuelUsed() + ", in many methods " + laborious.fuelUsed());
    }
    return Optional.empty();
  }

  /** A fault of the engine is a difference too. */
  private static EngineTranscript.Result run(SmithPlan plan, Mode mode) {
    try {
      return EngineTranscript.of(plan, mode.options);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      return new EngineTranscript.Result(List.of(e.toString()), 0);
    }
  }

  private static Optional<String> difference(List<String> ours, List<String> theirs) {
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String here = i < ours.size() ? ours.get(i) : "nothing";
      String there = i < theirs.size() ? theirs.get(i) : "nothing";
      if (!here.equals(there)) {
        return Optional.of("line " + i + " is\n  " + here + "\nand in wasmtime\n  " + there);
      }
    }
    return Optional.empty();
  }

  String summary() {
    return String.format(Locale.ROOT, "%s modules, %,d calls, %,d traps", modules, calls, traps);
  }

  @Override
  public void close() throws IOException {
    wasmtime.close();
  }
}

package dev.wasmc.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.text.ComponentPrinter;
import dev.wasmc.component.types.FunctionType;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.source.DiagnosticException;
import dev.wasmc.source.SourceFile;
import dev.wasmc.tests.component.BinaryRoundTrips;
import dev.wasmc.tests.wave.UiTypes;
import dev.wasmc.tests.wit.WitRoundTrips;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.ModulePrinter;
import dev.wasmc.wasm.text.WatParser;
import dev.wasmc.wasm.validate.ModuleValidator;
import dev.wasmc.wave.WaveCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A reader, and what has to hold for all it reads. */
enum FuzzTarget {
  WIT(text(WitRoundTrips::text), Seeds::wit),
  WIT_BINARY(WitRoundTrips::binary, Seeds::witBinary),
  CORE(bytes -> BinaryRoundTrips.module(bytes, true), Seeds::modules),
  COMPONENT(bytes -> BinaryRoundTrips.component(bytes, true), Seeds::components),
  WAT(text(FuzzTarget::wat), Seeds::wat),
  WAVE(text(FuzzTarget::wave), Seeds::wave);

  private interface Check {
    void run(byte[] bytes);
  }

  private interface SeedSource {
    List<byte[]> load() throws IOException;
  }

  private final Check check;
  private final SeedSource seeds;

  FuzzTarget(Check check, SeedSource seeds) {
    this.check = check;
    this.seeds = seeds;
  }

  private static Check text(Consumer<String> check) {
    return bytes -> check.accept(new String(bytes, StandardCharsets.UTF_8));
  }

  /** As {@code ./build fuzz} takes it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FuzzTarget of(String label) {
    for (FuzzTarget target : values()) {
      if (target.label().equals(label)) {
        return target;
      }
    }
    throw new IllegalArgumentException(
        "no target "
            + label
            + "; there are "
            + String.join(", ", List.of(values()).stream().map(FuzzTarget::label).toList()));
  }

  /** Inputs to start from, read from the corpora. */
  List<byte[]> seeds() throws IOException {
    return seeds.load();
  }

  /** Throws anything for an input that shows a fault. */
  void check(byte[] input) {
    try {
      check.run(input);
    } catch (DiagnosticException refused) {
      assertEquals(false, refused.first().problem().message().isEmpty());
    }
  }

  private static void wat(String text) {
    SourceFile file = new SourceFile("input.wat", text);
    if (text.contains("(component")) {
      Component component = ComponentParser.parse(file);
      byte[] bytes = ComponentEncoder.encode(component);
      ComponentValidator.validate("input", component);
      SourceFile printed = new SourceFile("printed.wat", ComponentPrinter.print(component));
      assertArrayEquals(
          bytes, again(() -> ComponentEncoder.encode(ComponentParser.parse(printed)), printed));
    } else {
      CoreModule module = WatParser.parseModule(file);
      byte[] bytes = ModuleEncoder.encode(module);
      ModuleValidator.check("input", module, Features.ALL);
      SourceFile printed = new SourceFile("printed.wat", ModulePrinter.print(module));
      assertArrayEquals(
          bytes, again(() -> ModuleEncoder.encode(WatParser.parseModule(printed)), printed));
    }
  }

  private static void wave(String text) {
    WaveCall call = WaveCall.parse(new SourceFile("input", text), UiTypes::find);
    FunctionType type = UiTypes.find(call.name()).orElseThrow();
    SourceFile printed = new SourceFile("printed", call.print(type));
    assertEquals(
        printed.text(), again(() -> WaveCall.parse(printed, UiTypes::find).print(type), printed));
  }

  /** What was printed can be read. */
  private static <T> T again(Supplier<T> read, SourceFile printed) {
    try {
      return read.get();
    } catch (DiagnosticException e) {
      throw new AssertionError(
          "what is printed is refused: " + e.getMessage() + "\n" + printed.text(), e);
    }
  }
}

package dev.wasmc.tests.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wasmc.component.Component;
import dev.wasmc.component.binary.ComponentDecoder;
import dev.wasmc.component.binary.ComponentEncoder;
import dev.wasmc.component.text.ComponentParser;
import dev.wasmc.component.text.ComponentPrinter;
import dev.wasmc.component.validate.ComponentValidator;
import dev.wasmc.source.SourceFile;
import dev.wasmc.wasm.ByteSlice;
import dev.wasmc.wasm.CoreModule;
import dev.wasmc.wasm.Features;
import dev.wasmc.wasm.ModuleNames;
import dev.wasmc.wasm.binary.ModuleDecoder;
import dev.wasmc.wasm.binary.ModuleEncoder;
import dev.wasmc.wasm.text.ModulePrinter;
import dev.wasmc.wasm.text.WatParser;
import dev.wasmc.wasm.validate.ModuleValidator;

/** Bytes through the model, other bytes and text, and back. */
public final class BinaryRoundTrips {
  /** Larger ones are not read back from their text, which takes some gigabytes. */
  static final int MAX_TEXT_BYTES = 1_000_000;

  private BinaryRoundTrips() {}

  /**
   * Reads, writes, prints and checks a component.
   *
   * @param printed whether it is printed; small ones are then read back
   * @throws dev.wasmc.source.DiagnosticException for what is malformed or invalid
   */
  public static void component(byte[] bytes, boolean printed) {
    Component component = ComponentDecoder.decode("f", ByteSlice.of(bytes));
    byte[] written = ComponentEncoder.encode(component);
    assertArrayEquals(
        written, ComponentEncoder.encode(ComponentDecoder.decode("f", ByteSlice.of(written))));
    String text = printed ? ComponentPrinter.print(component) : "";
    ComponentValidator.validate("f", component);
    if (bytes.length < MAX_TEXT_BYTES) {
      byte[] parsed = ComponentEncoder.encode(ComponentParser.parse(new SourceFile("p", text)));
      assertEquals(
          text, ComponentPrinter.print(ComponentDecoder.decode("f", ByteSlice.of(parsed))));
    }
  }

  /** The same for a core module. */
  public static void module(byte[] bytes, boolean printed) {
    CoreModule module = ModuleDecoder.decode("f", ByteSlice.of(bytes));
    byte[] written = ModuleEncoder.encode(module);
    assertArrayEquals(
        written, ModuleEncoder.encode(ModuleDecoder.decode("f", ByteSlice.of(written))));
    ModuleNames.of(module);
    String text = printed ? ModulePrinter.print(module) : "";
    ModuleValidator.check("f", module, Features.ALL);
    if (bytes.length < MAX_TEXT_BYTES) {
      byte[] parsed = ModuleEncoder.encode(WatParser.parseModule(new SourceFile("p", text)));
      assertEquals(text, ModulePrinter.print(ModuleDecoder.decode("f", ByteSlice.of(parsed))));
    }
  }
}
